using System.Globalization;
using System.Text.Json;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class StackListCommand
{
    public static Command Make() => new("ls")
    {
        Aliases = ["list"],
        Flags =
        [
            Flag.Switch("json", 'j'), Flag.Switch("all", 'a'), Flag.Text("project", 'p'), Flag.Text("organization", 'o'), Flag.Text("tag", 't'),
        ],
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var project = context.Line.Text("project") ?? (context.Line.Flag("all") ? null : context.Project?.Name);
        if (project is null && !context.Line.Flag("all"))
            throw new CliException("no Pulumi.yaml found; please run this command in a project directory");
        var selected = SelectedStack.Read(context);
        var stacks = context.Backend.List(project).Where(stack => HasTag(context, stack)).Select(stack => Summarize(context, stack)).OfType<Summary>()
            .OrderBy(stack => stack.Name, StringComparer.Ordinal).ToList();
        if (context.Line.Flag("json"))
            PrintJson(context, stacks, selected);
        else
        {
            var now = context.Invocation.Time.GetUtcNow();
            TextTable.Print(context.Output, ["NAME", "LAST UPDATE", "RESOURCE COUNT"], stacks.Select(stack => new[]
            {
                stack.Name + (stack.Name == selected ? "*" : ""),
                stack.WrittenAt is { } time ? RelativeTime.Text(time, now) : "n/a",
                stack.Resources.ToString(CultureInfo.InvariantCulture),
            }));
        }
        return ExitCodes.Success;
    }

    private static void PrintJson(CommandContext context, List<Summary> stacks, string? selected) =>
        context.PrintJson(writer =>
        {
            writer.StartArray();
            foreach (var stack in stacks)
            {
                writer.StartObject();
                writer.String("name", stack.Name);
                writer.Name("current");
                writer.Bool(stack.Name == selected);
                if (stack.WrittenAt is { } time)
                    writer.String("lastUpdate", GoTime.Milliseconds(time));
                writer.Name("resourceCount");
                writer.Integer(stack.Resources);
                writer.EndObject();
            }
            writer.EndArray();
        });

    // Only what is shown is read: a list of many stacks parses no resource and needs no key. Null: removed in the meantime.
    private static Summary? Summarize(CommandContext context, StackReference stack)
    {
        var path = context.Backend.PathOf(stack);
        if (!File.Exists(path))
            return null;
        using var document = context.Backend.Read(stack);
        var latest = CheckpointJson.Latest(document.RootElement, path);
        var name = stack.Display(context.Project?.Name);
        if (latest.ValueKind == JsonValueKind.Undefined)
            return new Summary(name, null, 0);
        var fields = new StateFields(latest, path);
        var count = fields.TryGet("resources", out var resources) && resources.ValueKind == JsonValueKind.Array ? resources.GetArrayLength() : 0;
        return new Summary(name, fields.TryGet("manifest", out _) ? fields.Object("manifest").Time("time") : null, count);
    }

    private static bool HasTag(CommandContext context, StackReference stack)
    {
        if (context.Line.Text("tag") is not { } tag)
            return true;
        var parts = tag.Split('=', 2);
        return new StackTags(context.Backend.Location, stack).Read().TryGetValue(parts[0], out var value) && (parts.Length == 1 || parts[1] == value);
    }

    private sealed record Summary(string Name, DateTimeOffset? WrittenAt, int Resources);
}
