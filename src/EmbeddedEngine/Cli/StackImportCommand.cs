using System.Text;
using System.Text.Json;
using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class StackImportCommand
{
    private static readonly char[] UrnSeparator = [':'];

    public static Command Make() => new("import")
    {
        Flags = [StackCommand.StackFlag, Flag.Switch("force", 'f'), Flag.Text("file")],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var stack = context.RequireStack();
        var (text, name) = context.Line.Text("file") is { } file
            ? (await File.ReadAllBytesAsync(Path.GetFullPath(file, context.WorkingDirectory), cancellationToken), file)
            : (Encoding.UTF8.GetBytes(await context.Invocation.Input.ReadToEndAsync(cancellationToken)), "the input");
        using var document = CheckpointJson.Parse(text, name);
        using (OperationLock.Take(context, stack))
        {
            var writer = Convert(context, stack, CheckpointJson.Exported(document.RootElement, name), name);
            context.Backend.Write(stack, writer.Written.Span);
        }
        context.Print("Import complete.");
        return ExitCodes.Success;
    }

    // The whole text is read as a state before anything is written; secrets in the clear are encrypted.
    private static GoJsonWriter Convert(CommandContext context, StackReference stack, JsonElement deployment, string name)
    {
        var config = context.Project is null ? null : context.LoadConfig(stack);
        var salt = CheckpointJson.Salt(deployment, name);
        using var crypter = salt is not null ? OpenForImport(context, salt, deployment)
            : config is not null ? StackSecrets.OpenOrCreate(context, stack, config)
            : throw new CliException("the deployment has no secrets provider, and there is no project to make one for");
        var resources = new ResourceStateJson(crypter is null ? BlindRoundTrip.Instance : new EncryptingCodec(crypter));
        var checkpoint = CheckpointJson.Read(deployment, resources, name) with { Salt = salt ?? crypter!.Salt };
        Check(context, stack, checkpoint.Deployment);
        checkpoint = checkpoint with { Deployment = WithoutPending(context, checkpoint.Deployment) };
        return CheckpointJson.WriteFile(stack, checkpoint, resources, checkpoint.WrittenAt ?? context.Invocation.Time.GetUtcNow());
    }

    // A deployment whose secrets are all encrypted can be moved by someone who does not have their key.
    private static PassphraseCrypter? OpenForImport(CommandContext context, string salt, JsonElement deployment)
    {
        try
        {
            return StackSecrets.Open(context, salt);
        }
        catch (CliException) when (!HoldsPlaintext(deployment))
        {
            return null;
        }
    }

    private static bool HoldsPlaintext(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => (json.TryGetProperty(StateSignatures.Key, out _) && json.TryGetProperty("plaintext", out _))
            || json.EnumerateObject().Any(item => HoldsPlaintext(item.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(HoldsPlaintext),
        _ => false,
    };

    private static void Check(CommandContext context, StackReference stack, Deployment deployment)
    {
        var problems = new List<string>();
        foreach (var resource in deployment.Resources)
        {
            // urn:pulumi:<stack>::<project>::<type>::<name>
            var parts = resource.Urn.Split("::");
            var owner = parts[0].Split(UrnSeparator, 3);
            if (parts.Length < 4 || owner is not ["urn", "pulumi", _])
                throw new CliException($"resource '{resource.Urn}' has no valid URN");
            if (owner[2] != stack.Name)
                problems.Add($"resource '{resource.Urn}' is from a different stack ({owner[2]} != {stack.Name})");
        }
        if (DeploymentIntegrity.Check(deployment) is { } problem)
            problems.Add($"state file contains errors: {problem}");
        if (problems.Count == 0)
            return;
        if (!context.Line.Flag("force"))
        {
            problems.Add("importing this file could be dangerous; rerun with --force to proceed anyway");
            throw new CliException($"{problems.Count} errors occurred:\n{string.Concat(problems.Select(line => $"\t* {line}\n"))}\n");
        }
        foreach (var line in problems)
            context.PrintError($"warning: {line}");
    }

    // What was interrupted in the state that was exported is not open in the one that is made of it.
    private static Deployment WithoutPending(CommandContext context, Deployment deployment)
    {
        foreach (var pending in deployment.PendingOperations)
            context.PrintError($"warning: removing pending operation '{pending.Type.ToString().ToLowerInvariant()}' on '{pending.Resource.Urn}' from snapshot");
        return deployment with { PendingOperations = [] };
    }
}
