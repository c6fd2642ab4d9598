
namespace Provisioner.EmbeddedEngine.Cli;

internal static class PluginCommand
{
    public static Command Make() => new("plugin") { Children = [MakeList, MakeInstall, MakeRemove] };

    private static Command MakeList() => new("ls")
    {
        Aliases = ["list"],
        Flags = [Flag.Switch("json", 'j'), Flag.Switch("project", 'p')],
        RunAsync = (context, _) => Task.FromResult(List(context)),
    };

    private static Command MakeInstall() => new("install")
    {
        MaximumArguments = 3,
        Flags = [Flag.Text("server"), Flag.Switch("exact"), Flag.Text("file", 'f').Refused("providers are built in"), Flag.Switch("reinstall"), Flag.Text("checksum")],
        RunAsync = (context, _) => Task.FromResult(Install(context)),
    };

    private static Command MakeRemove() => new("remove")
    {
        Aliases = ["rm", "delete"],
        MaximumArguments = 3,
        Flags = [Flag.Switch("all", 'a'), Flag.Switch("yes", 'y')],
        RunAsync = (context, _) => Task.FromResult(Remove(context)),
    };

    private static int List(CommandContext context)
    {
        var packages = Packages(context);
        if (context.Line.Flag("json"))
        {
            context.PrintJson(writer =>
            {
                writer.StartArray();
                foreach (var (name, version) in packages)
                {
                    writer.StartObject();
                    writer.String("name", name);
                    writer.String("kind", "resource");
                    writer.String("version", version);
                    writer.EndObject();
                }
                writer.EndArray();
            });
            return ExitCodes.Success;
        }
        TextTable.Print(context.Output, ["NAME", "KIND", "VERSION", "SIZE"], packages.Select(item => new[] { item.Key, "resource", item.Value, "built in" }));
        return ExitCodes.Success;
    }

    // Nothing is downloaded: a package is in the engine or it is not.
    private static int Install(CommandContext context)
    {
        if (context.Line.Arguments is not [var kind, var name, ..])
            return ExitCodes.Success;
        if (kind != "resource" || !Packages(context).TryGetValue(name, out var version))
            throw new CliException($"the {kind} plugin '{name}' is not built into this engine, and it runs no other");
        context.PrintError($"[{kind} plugin {name}-{version}] built in");
        return ExitCodes.Success;
    }

    // What is built in is not in the cache that this verb clears.
    private static int Remove(CommandContext context)
    {
        if (context.Line.Arguments.Count == 0 && !context.Line.Flag("all"))
            throw new CliException("please pass --all if you'd like to remove all plugins");
        context.PrintError("no plugins found to uninstall");
        return ExitCodes.Success;
    }

    private static SortedDictionary<string, string> Packages(CommandContext context) =>
        new(OperationCommand.Providers(context).Packages.ToDictionary(), StringComparer.Ordinal);
}
