using System.Diagnostics;
using System.Text;
using Provisioner.Api.Tests.Contract;

namespace Provisioner.Bench;

/// <summary>Bodies of 1 MiB made to be slow: the first answer of a service that has started and come to rest, and the median of the next ones.</summary>
internal static class BodiesBenchmark
{
    private const int Next = 10;

    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(string program)
    {
        var sample = await Sample.ReadAsync();
        var bodies = new LargestBodies(id => sample
            .Replace("workspaceOP: sales_orders_1", "workspaceOP: adb-1.1.azuredatabricks.net", StringComparison.Ordinal)
            .Replace("componentIdToProvision: urn:dmb:cmp:sales:orders:1:ingest-job", $"componentIdToProvision: urn:dmb:cmp:sales:orders:1:{id}", StringComparison.Ordinal));
        var firsts = new List<(TimeSpan Time, string Sort)>();
        var later = new List<(TimeSpan Time, string Sort)>();
        foreach (var sort in bodies.Sorts)
        {
            var (first, next) = await MeasureAsync(program, bodies.Of(sort));
            firsts.Add((first, sort));
            later.Add((next, sort));
        }

        Say("a 1 MiB body as the first request, each of {0} sorts to a service of its own", firsts);
        Say("the median of the next ten, the same {0} sorts", later);
    }

    private static void Say(string what, List<(TimeSpan Time, string Sort)> times)
    {
        var slow = times.Where(time => time.Time > Goal).OrderByDescending(time => time.Time).Select(time => $"{time.Sort} {Report.Number(time.Time.TotalMilliseconds)}").ToList();
        Report.Line(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, what, times.Count),
            $"p50 {Report.Number(times.Select(time => time.Time.TotalMilliseconds).Order().ElementAt(times.Count / 2))} ms, most {Report.Number(times.Max(time => time.Time.TotalMilliseconds))} ms{(slow.Count > 0 ? $"; above the goal {string.Join(", ", slow)}" : "")}",
            "≤ 100 ms");
    }

    private static async Task<(TimeSpan First, TimeSpan Next)> MeasureAsync(string program, string body)
    {
        var data = Directory.CreateTempSubdirectory("bench-bodies-");
        try
        {
            await using var service = await ProvisionerProcess.StartAsync(program, "serve", "--port", "0", "--data", data.FullName, "--emulator", "http://127.0.0.1:9");
            using var http = new HttpClient { BaseAddress = service.Address };
            // The connection is there; it is the service's answer that is measured.
            await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            await service.RestAsync();
            var first = await TakenAsync(http, body);
            var next = new List<TimeSpan>();
            for (var i = 0; i < Next; i++)
                next.Add(await TakenAsync(http, body));
            return (first, next.Order().ElementAt(Next / 2));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<TimeSpan> TakenAsync(HttpClient http, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var clock = Stopwatch.StartNew();
        using var answer = await http.PostAsync(new Uri("/v1/provision", UriKind.Relative), content);
        await answer.Content.ReadAsByteArrayAsync();
        return clock.Elapsed;
    }
}
