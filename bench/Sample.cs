namespace Provisioner.Bench;

/// <summary>The sample data product's descriptor; bench/run says where it is.</summary>
internal static class Sample
{
    public static Task<string> ReadAsync() => File.ReadAllTextAsync(Environment.GetEnvironmentVariable("BENCH_SAMPLE") ?? "examples/sales-orders.yaml");
}
