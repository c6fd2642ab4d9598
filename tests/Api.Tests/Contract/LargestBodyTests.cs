using System.Diagnostics;
using System.Text;
using Provisioner.Api.Tests.Interface;

namespace Provisioner.Api.Tests.Contract;

/// <summary>Bodies of the largest size that is read, each hostile in its own way: no answer takes longer than the body's length accounts for.</summary>
[Collection(Alone)]
public class LargestBodyTests
{
    private const string Alone = nameof(LargestBodyTests);
    private const int MostTries = 20;

    private static readonly string[] Both = ["/v1/provision", "/v1/updateacl"];

    /// <summary>What is aimed at, on a machine of its own; docs/benchmarks.md has what was measured.</summary>
    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(100);

    /// <summary>What is refused. A body that costs more than its length takes seconds; a machine that is slower, or that others use as well, some times the goal.</summary>
    private static TimeSpan Limit => 3 * Goal * Math.Max(1, Load() / Environment.ProcessorCount);

    private static readonly LargestBodies Bodies = new(ComponentSamples.Of);

    public static TheoryData<string> Sorts => new(Bodies.Sorts);

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task LargestBody_IsAnsweredAtOnce(string sort)
    {
        await using var service = await RunningService.StartAsync();
        var body = Bodies.Of(sort);
        Assert.InRange(Encoding.UTF8.GetByteCount(body), LargestBodies.Size / 3, LargestBodies.Size);
        // The two that read most, for both sorts of body, and each its own endpoint: the others read the same in the same way.
        foreach (var path in sort.StartsWith("JSON", StringComparison.Ordinal) ? Both : ["/v1/provision"])
        {
            var best = TimeSpan.MaxValue;
            // The first ones pay for compilation, and a busy machine for others' work.
            for (var i = 0; i < MostTries && best > Goal; i++)
            {
                var (taken, status, answer) = await TakenAsync(service, path, body);
                Assert.True(status is 200 or 202 or 400, $"{path}: {status}");
                Assert.True(answer.Length < LargestBodies.Size, $"{path}: {answer.Length} characters of answer");
                best = taken < best ? taken : best;
            }

            TestContext.Current.TestOutputHelper!.WriteLine($"{sort}: {path} {best.TotalMilliseconds:0} ms");
            Assert.True(best <= Limit, $"{path} took {best.TotalMilliseconds:0} ms");
        }
    }

    /// <summary>The shorter of the time that passed and the time that processors worked: on a quiet machine the same, on a busy one the second is ours alone.</summary>
    private static async Task<(TimeSpan Taken, int Status, string Answer)> TakenAsync(RunningService service, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var process = Process.GetCurrentProcess();
        var worked = process.TotalProcessorTime;
        var started = TimeProvider.System.GetTimestamp();
        using var answer = await service.Http.PostAsync(path, content);
        var text = await answer.Content.ReadAsStringAsync();
        var passed = TimeProvider.System.GetElapsedTime(started);
        process.Refresh();
        var working = process.TotalProcessorTime - worked;
        return (passed < working ? passed : working, (int)answer.StatusCode, text);
    }

    private static double Load() => File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) : 1;
}
