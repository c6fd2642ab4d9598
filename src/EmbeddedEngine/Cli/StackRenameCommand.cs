using System.Text.Json;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Gives a stack another name: its file, its history, its configuration, and the URNs in its state.</summary>
internal static class StackRenameCommand
{
    public static Command Make() => new("rename")
    {
        Flags = [StackCommand.StackFlag],
        MinimumArguments = 1,
        MaximumArguments = 1,
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var source = context.RequireStack();
        var target = StackReference.Parse(context.Line.Arguments[0], context.Project?.Name);
        if (target.Project != source.Project)
            throw new CliException("a stack cannot be moved to another project: export it there and import it");
        if (context.Backend.Exists(target))
            throw new CliException($"a stack named {target.Name} already exists");
        using (OperationLock.Take(context, source))
        {
            using var document = context.Backend.Read(source);
            var writer = new GoJsonWriter();
            Copy(writer, document.RootElement, source, target);
            context.Backend.Write(target, writer.Written.Span);
            context.Backend.MoveRest(source, target);
        }
        if (context.Project is { } project && File.Exists(project.ConfigPath(source.Name)))
            File.Move(project.ConfigPath(source.Name), project.ConfigPath(target.Name), overwrite: true);
        if (SelectedStack.Read(context) == source.Display(context.Project?.Name))
            SelectedStack.Write(context, target);
        context.Print($"Renamed {source.Display(context.Project?.Name)} to {target.Display(context.Project?.Name)}");
        return ExitCodes.Success;
    }

    // URNs stand as values and as parts of references; the stack's own resource has the stack's name in its own.
    private static void Copy(GoJsonWriter writer, JsonElement json, StackReference source, StackReference target)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.StartObject();
                foreach (var item in json.EnumerateObject())
                {
                    writer.Name(item.Name);
                    Copy(writer, item.Value, source, target);
                }
                writer.EndObject();
                break;
            case JsonValueKind.Array:
                writer.StartArray();
                foreach (var item in json.EnumerateArray())
                    Copy(writer, item, source, target);
                writer.EndArray();
                break;
            case JsonValueKind.String:
                writer.String(Renamed(json.GetString()!, source, target));
                break;
            default:
                JsonCopy.Write(writer, json);
                break;
        }
    }

    private static string Renamed(string text, StackReference source, StackReference target)
    {
        if (text == source.FullyQualifiedName)
            return target.FullyQualifiedName;
        var prefix = $"urn:pulumi:{source.Name}::{source.Project}::";
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
            return text;
        var rest = text[prefix.Length..];
        var root = $"{StackOutputCommand.RootType}::{source.Project}-{source.Name}";
        return $"urn:pulumi:{target.Name}::{target.Project}::{(rest == root ? $"{StackOutputCommand.RootType}::{target.Project}-{target.Name}" : rest)}";
    }
}
