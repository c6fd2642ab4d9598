namespace Pulumi.Automation.Commands;

/// <summary>Adds to a command's arguments what every command of the Automation API is given.</summary>
internal static class CommandArguments
{
    private const string NonInteractive = "--non-interactive";

    /// <summary>Commands never ask: they fail instead. Flags go before a <c>--</c>, what follows it is no flag to the CLI.</summary>
    public static IReadOnlyList<string> Complete(IEnumerable<string> args, string? eventLog)
    {
        var complete = new List<string>(args);
        var end = complete.IndexOf("--");
        var at = end < 0 ? complete.Count : end;
        if (!complete.Take(at).Contains(NonInteractive, StringComparer.Ordinal))
        {
            complete.Insert(at++, NonInteractive);
        }
        if (eventLog is not null)
        {
            complete.InsertRange(at, ["--event-log", eventLog]);
        }
        return complete;
    }
}
