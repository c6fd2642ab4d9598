using System.Globalization;

namespace Provisioner.Bench;

/// <summary>Prints one line of the table for each measurement.</summary>
internal static class Report
{
    public static void Line(string what, string measured, string goal) => Console.WriteLine($"| {what} | {measured} | {goal} |");

    public static void Times(string what, IEnumerable<TimeSpan> times, string goal)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToArray();
        Line(what, $"p50 {Number(At(sorted, 0.5))} ms, p99 {Number(At(sorted, 0.99))} ms, n {sorted.Length}", goal);
    }

    public static string Megabytes(double bytes) => Number(bytes / (1 << 20)) + " MiB";

    public static string Number(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
