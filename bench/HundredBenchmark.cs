using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Provisioner.Bench;

/// <summary>Twenty data products with five components each, all of them in one managed workspace per product, provisioned at once; the end state is checked.</summary>
internal static class HundredBenchmark
{
    private const int Products = 20;

    /// <summary>What stands in a product before workflow and view can: two jobs and the pipeline.</summary>
    private static readonly string[] First = ["ingest-job", "second-job", "clean-pipeline"];

    private static readonly string[] Second = ["daily-flow", "orders-view"];

    public static async Task RunAsync(string program)
    {
        var sample = await Sample.ReadAsync();
        var data = Directory.CreateTempSubdirectory("bench-hundred-");
        try
        {
            await using var emulator = await ProvisionerProcess.StartAsync(program, "emulator", "--port", "0");
            await using var service = await ProvisionerProcess.StartAsync(program, "serve", "--port", "0", "--data", data.FullName, "--emulator", emulator.Address.ToString());
            using var http = new HttpClient { BaseAddress = service.Address };
            using var control = new HttpClient { BaseAddress = emulator.Address };
            var clock = Stopwatch.StartNew();
            await EndAsync(http, sample, First);
            await SeedAsync(control);
            await EndAsync(http, sample, Second);
            Report.Line($"{Products * (First.Length + Second.Length)} components of {Products} data products at once, from nothing", $"{Report.Number(clock.Elapsed.TotalSeconds)} s", "");
            Report.Line("memory of the service then", Report.Megabytes(service.Memory()), "≤ 200 MiB");
            await CheckAsync(control);
            clock.Restart();
            await EndAsync(http, sample, [.. First, .. Second]);
            Report.Line("all of them again, unchanged", $"{Report.Number(clock.Elapsed.TotalSeconds)} s", "");
            await CheckAsync(control);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task EndAsync(HttpClient http, string sample, string[] components)
    {
        var descriptors = Enumerable.Range(0, Products).SelectMany(product => components.Select(component => Descriptor(sample, product, component)));
        await Task.WhenAll(descriptors.Select(descriptor => ServiceBenchmark.ProvisionAsync(http, descriptor)));
    }

    /// <summary>The table that each product's pipeline would make when it runs.</summary>
    private static async Task SeedAsync(HttpClient control)
    {
        var tables = Enumerable.Range(0, Products).Select(product =>
            $"  - {{ fullName: {Name(product)}.clean.orders, columns: [ {{ name: order_id, type: bigint }}, {{ name: customer, type: string }}, {{ name: amount, type: \"decimal(10,2)\" }} ] }}");
        using var answer = await control.PostAsync(new Uri("/_emulator/seed", UriKind.Relative), new StringContent("tables:\n" + string.Join('\n', tables)));
        answer.EnsureSuccessStatusCode();
    }

    private static async Task CheckAsync(HttpClient control)
    {
        var state = (await control.GetFromJsonAsync<JsonObject>(new Uri("/_emulator/state", UriKind.Relative)))!;
        var expected = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["azureWorkspaces"] = Products, ["catalogs"] = Products, ["jobs"] = 3 * Products, ["pipelines"] = Products, ["repos"] = 4 * Products,
            ["tables"] = 2 * Products, ["roleAssignments"] = 2 * Products, ["workspaceAssignments"] = 2 * Products, ["gitCredentials"] = 0,
        };
        var wrong = expected.Where(kind => state[kind.Key]!.AsArray().Count != kind.Value).Select(kind => $"{kind.Key}: {state[kind.Key]!.AsArray().Count}, not {kind.Value}").ToList();
        if (wrong.Count > 0)
            throw new InvalidOperationException($"the end state is wrong: {string.Join("; ", wrong)}");
    }

    private static string Name(int product) => string.Create(CultureInfo.InvariantCulture, $"sales_orders{product}_1");

    private static string Descriptor(string sample, int product, string component)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"orders{product}");
        var text = sample
            .Replace("sales:orders:1", $"sales:{id}:1", StringComparison.Ordinal)
            .Replace("sales_orders_1", Name(product), StringComparison.Ordinal)
            .Replace("orders_1/", $"{id}_1/", StringComparison.Ordinal);
        if (component == "second-job")
            text = text.Replace("ingest-job", component, StringComparison.Ordinal);
        var line = text.LastIndexOf("componentIdToProvision:", StringComparison.Ordinal);
        return $"{text[..line]}componentIdToProvision: urn:dmb:cmp:sales:{id}:1:{component}\n";
    }
}
