using System.Diagnostics;

namespace Provisioner.Bench;

/// <summary>How long the executable takes until it answers.</summary>
internal static class StartupBenchmark
{
    private const int Runs = 20;

    public static async Task RunAsync(string program)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Runs; i++)
        {
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(program, ["pulumi", "version"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            times.Add(clock.Elapsed);
        }

        Report.Times("`provisioner pulumi version`, a process", times, "≤ 150 ms");
    }
}
