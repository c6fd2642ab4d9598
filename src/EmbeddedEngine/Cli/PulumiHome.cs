namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>The folder of a person's own settings: <c>PULUMI_HOME</c>, or <c>.pulumi</c> in the home folder.</summary>
internal static class PulumiHome
{
    /// <returns>Null when there is no home at all: settings are not kept then.</returns>
    public static string? Find(CommandContext context)
    {
        if (context.Environment("PULUMI_HOME") is { Length: > 0 } folder)
            return Path.GetFullPath(folder, context.WorkingDirectory);
        return context.Environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".pulumi") : null;
    }
}
