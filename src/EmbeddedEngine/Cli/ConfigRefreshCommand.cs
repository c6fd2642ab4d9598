using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Brings back the configuration that the latest operation ran with.</summary>
internal static class ConfigRefreshCommand
{
    public static Command Make() => new("refresh")
    {
        Flags = [Flag.Switch("force", 'f')],
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var stack = context.RequireStack();
        var latest = new UpdateHistory(context.Backend.Location, stack).Read(1, 1).FirstOrDefault()
            ?? throw new CliException("getting latest configuration: no previous deployment");
        var config = context.LoadConfig(stack);
        _ = StackSecrets.OpenOrCreate(context, stack, config);
        if (!context.Line.Flag("force"))
            Backup(context, config);
        foreach (var key in config.Values.Keys)
            config.Remove(key);
        foreach (var (key, value) in latest.Configuration)
            config.Set(key, value);
        config.Save();
        context.Print($"refreshed configuration for stack '{stack.Name}'");
        return ExitCodes.Success;
    }

    private static void Backup(CommandContext context, StackConfigFile config)
    {
        if (!File.Exists(config.FilePath))
            return;
        var target = config.FilePath + ".bak";
        while (File.Exists(target))
            target += ".bak";
        File.Copy(config.FilePath, target);
        context.Print($"backed up existing configuration file to {target}");
    }
}
