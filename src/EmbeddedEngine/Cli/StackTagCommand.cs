using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class StackTagCommand
{
    public static Command Make() => new("tag") { Flags = [StackCommand.StackFlag], Children = [MakeList, MakeGet, MakeSet, MakeRemove] };

    private static Command MakeList() => new("ls")
    {
        Aliases = ["list"],
        Flags = [Flag.Switch("json", 'j')],
        RunAsync = (context, _) =>
        {
            var tags = Tags(context).Read();
            if (!context.Line.Flag("json"))
            {
                TextTable.Print(context.Output, ["NAME", "VALUE"], tags.Select(tag => new[] { tag.Key, tag.Value }));
                return Task.FromResult(ExitCodes.Success);
            }
            context.PrintJson(writer =>
            {
                writer.StartObject();
                foreach (var (name, value) in tags)
                    writer.String(name, value);
                writer.EndObject();
            });
            return Task.FromResult(ExitCodes.Success);
        },
    };

    private static Command MakeGet() => new("get")
    {
        MinimumArguments = 1,
        MaximumArguments = 1,
        RunAsync = (context, _) =>
        {
            var name = context.Line.Arguments[0];
            context.Print(Tags(context).Read().TryGetValue(name, out var value) ? value : throw new CliException($"stack tag '{name}' not found for stack '{context.RequireStack().Name}'"));
            return Task.FromResult(ExitCodes.Success);
        },
    };

    private static Command MakeSet() => new("set")
    {
        MinimumArguments = 2,
        MaximumArguments = 2,
        RunAsync = (context, _) =>
        {
            var tags = Tags(context);
            tags.Write(tags.Read().SetItem(context.Line.Arguments[0], context.Line.Arguments[1]));
            return Task.FromResult(ExitCodes.Success);
        },
    };

    private static Command MakeRemove() => new("rm")
    {
        MinimumArguments = 1,
        MaximumArguments = 1,
        RunAsync = (context, _) =>
        {
            var tags = Tags(context);
            tags.Write(tags.Read().Remove(context.Line.Arguments[0]));
            return Task.FromResult(ExitCodes.Success);
        },
    };

    private static StackTags Tags(CommandContext context) => new(context.Backend.Location, context.RequireStack());
}
