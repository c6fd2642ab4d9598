using System.Globalization;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>How long ago something was, in the words of the CLI.</summary>
internal static class RelativeTime
{
    private static readonly (TimeSpan Limit, TimeSpan Unit, string Name)[] Units =
    [
        (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), "second"),
        (TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), "minute"),
        (TimeSpan.FromDays(1), TimeSpan.FromHours(1), "hour"),
        (TimeSpan.FromDays(7), TimeSpan.FromDays(1), "day"),
        (TimeSpan.FromDays(30), TimeSpan.FromDays(7), "week"),
        (TimeSpan.FromDays(365), TimeSpan.FromDays(30), "month"),
        (TimeSpan.MaxValue, TimeSpan.FromDays(365), "year"),
    ];

    public static string Text(DateTimeOffset time, DateTimeOffset now)
    {
        var passed = now - time;
        if (passed < TimeSpan.FromSeconds(1))
            return "now";
        var (_, unit, name) = Units.First(candidate => passed < candidate.Limit);
        var count = (long)(passed / unit);
        return string.Create(CultureInfo.InvariantCulture, $"{count} {name}{(count == 1 ? "" : "s")} ago");
    }
}
