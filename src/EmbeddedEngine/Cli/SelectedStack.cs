using System.Security.Cryptography;
using System.Text;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>The stack that a person selected in a project folder; the CLI keeps it in the same file.</summary>
internal static class SelectedStack
{
    public static string? Read(CommandContext context)
    {
        if (PathOf(context) is not { } path || !File.Exists(path))
            return null;
        using var document = CheckpointJson.Parse(File.ReadAllBytes(path), path);
        return new StateFields(document.RootElement, path).Text("stack") is { Length: > 0 } name ? name : null;
    }

    public static void Write(CommandContext context, StackReference? stack)
    {
        if (PathOf(context) is not { } path)
            return;
        if (stack is null)
        {
            if (File.Exists(path))
                File.Delete(path);
            return;
        }
        var writer = new GoJsonWriter(indent: 4);
        writer.StartObject();
        writer.String("stack", stack.Display(context.Project?.Name));
        writer.EndObject();
        DurableFile.Write(path, writer.Written.Span, durable: false);
    }

    private static string? PathOf(CommandContext context)
    {
        if (context.Project is not { } project || PulumiHome.Find(context) is not { } home)
            return null;
        // The digest names a file as the CLI does; nothing is protected by it.
#pragma warning disable CA5350
        var digest = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(project.Path)));
#pragma warning restore CA5350
        return Path.Combine(home, "workspaces", $"{project.Name}-{digest}-workspace.json");
    }
}
