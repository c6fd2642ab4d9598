using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Provisioner.Bench;

/// <summary>The service as a process: latency of its calls under load, memory idle, loaded and per stack in progress.</summary>
internal static class ServiceBenchmark
{
    private const int CallsPerSecond = 200;
    private const int Seconds = 5;
    private const int StacksAtOnce = 20;
    private const int Concurrency = 8;

    public static async Task RunAsync(string program)
    {
        var sample = await Sample.ReadAsync();
        var data = Directory.CreateTempSubdirectory("bench-service-");
        try
        {
            await using var emulator = await ProvisionerProcess.StartAsync(program, "emulator", "--port", "0");
            await using var service = await ProvisionerProcess.StartAsync(program, "serve", "--port", "0", "--data", data.FullName, "--emulator", emulator.Address.ToString());
            using var http = new HttpClient { BaseAddress = service.Address };
            Report.Line("service ready after", $"{Report.Number(service.ReadyAfter.TotalMilliseconds)} ms", "≤ 1,500 ms");
            await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            Report.Line("memory, idle", Report.Megabytes(service.Memory()), "≤ 120 MiB");
            await StacksAsync(http, emulator, service, sample);
            await LoadAsync(http, service, sample);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task StacksAsync(HttpClient http, ProvisionerProcess emulator, ProvisionerProcess service, string sample)
    {
        await ProvisionAsync(http, Descriptor(sample, 0));
        var warm = service.Memory();
        // Slow answers keep all stacks in progress at once.
        using var control = new HttpClient { BaseAddress = emulator.Address };
        string[] methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
        await control.PostAsJsonAsync(new Uri("/_emulator/faults", UriKind.Relative), methods.Select(method => new { method, path = "/api/.*", delayMs = 200, times = 100_000 }));
        var clock = Stopwatch.StartNew();
        var all = Task.WhenAll(Enumerable.Range(1, StacksAtOnce).Select(i => ProvisionAsync(http, Descriptor(sample, i))));
        var most = warm;
        while (await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System)) != all)
            most = Math.Max(most, service.Memory());
        await all;
        await control.DeleteAsync(new Uri("/_emulator/faults", UriKind.Relative));
        Report.Line($"{StacksAtOnce} job components at once, every emulator answer 200 ms late", $"{Report.Number(clock.Elapsed.TotalSeconds)} s", "");
        Report.Line("memory after the first provision", Report.Megabytes(warm), "");
        Report.Line($"memory per stack in progress ({Concurrency} side by side)", Report.Megabytes((most - warm) / (double)Concurrency), "≤ 8 MiB");
    }

    private static async Task LoadAsync(HttpClient http, ProvisionerProcess service, string sample)
    {
        var provision = new ConcurrentBag<TimeSpan>();
        var status = new ConcurrentBag<TimeSpan>();
        var validate = new ConcurrentBag<TimeSpan>();
        var known = await StartAsync(http, Descriptor(sample, 0));
        var clock = Stopwatch.StartNew();
        var calls = new List<Task>();
        for (var i = 0; i < CallsPerSecond * Seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / CallsPerSecond);
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed, TimeProvider.System);
            var descriptor = Descriptor(sample, i % StacksAtOnce);
            calls.Add(TimedAsync(provision, () => StartAsync(http, descriptor)));
            calls.Add(TimedAsync(status, () => http.GetStringAsync(new Uri($"/v1/provision/{known}/status", UriKind.Relative))));
            if (i % 10 == 0)
                calls.Add(TimedAsync(validate, () => http.PostAsJsonAsync(new Uri("/v1/validate", UriKind.Relative), Request(descriptor))));
        }

        await Task.WhenAll(calls);
        Report.Times($"202 of a provision, stored first, {CallsPerSecond} calls a second", provision, "p99 ≤ 10 ms");
        Report.Times("status of an operation, meanwhile", status, "p99 ≤ 5 ms");
        Report.Times("validate, meanwhile", validate, "p99 ≤ 10 ms");
        Report.Line($"memory after {Seconds} s of that load", Report.Megabytes(service.Memory()), "≤ 200 MiB");
    }

    private static async Task TimedAsync<T>(ConcurrentBag<TimeSpan> times, Func<Task<T>> call)
    {
        var clock = Stopwatch.StartNew();
        await call();
        times.Add(clock.Elapsed);
    }

    internal static async Task ProvisionAsync(HttpClient http, string descriptor)
    {
        var token = await StartAsync(http, descriptor);
        while (true)
        {
            var answer = JsonNode.Parse(await http.GetStringAsync(new Uri($"/v1/provision/{token}/status", UriKind.Relative)))!;
            switch (answer["status"]!.GetValue<string>())
            {
                case "COMPLETED":
                    return;
                case "FAILED":
                    throw new InvalidOperationException($"a provision failed: {answer["result"]}");
                default:
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
                    break;
            }
        }
    }

    private static async Task<string> StartAsync(HttpClient http, string descriptor)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/v1/provision", UriKind.Relative), Request(descriptor));
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)!.GetValue<string>() : throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
    }

    private static object Request(string descriptor) => new { descriptorKind = "COMPONENT_DESCRIPTOR", descriptor, removeData = false };

    private static string Descriptor(string sample, int number) => sample
        .Replace("workspace: sales_orders_1", "workspace: adb-1.1.azuredatabricks.net", StringComparison.Ordinal)
        .Replace("ingest-job", string.Create(CultureInfo.InvariantCulture, $"ingest-job-{number}"), StringComparison.Ordinal);
}
