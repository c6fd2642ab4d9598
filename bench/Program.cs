using Provisioner.Bench;

// bench/run [startup] [engine] [service] [bodies] [hundred]: measures and prints a table; without a name, everything. Goals: docs/benchmarks.md.
string[] all = ["startup", "engine", "service", "bodies", "hundred"];
var wanted = args.Length == 0 ? all : args;
if (wanted.Except(all, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"error: no benchmark '{unknown}'; there are {string.Join(", ", all)}.");
    return 2;
}

var program = Environment.GetEnvironmentVariable("BENCH_PROGRAM")
    ?? throw new InvalidOperationException("BENCH_PROGRAM must name the built provisioner; bench/run sets it.");
Console.WriteLine("| what | measured | goal |\n|---|---|---|");
if (wanted.Contains("startup", StringComparer.Ordinal))
    await StartupBenchmark.RunAsync(program);
if (wanted.Contains("engine", StringComparer.Ordinal))
    await EngineBenchmark.RunAsync(program);
if (wanted.Contains("service", StringComparer.Ordinal))
    await ServiceBenchmark.RunAsync(program);
if (wanted.Contains("bodies", StringComparer.Ordinal))
    await BodiesBenchmark.RunAsync(program);
if (wanted.Contains("hundred", StringComparer.Ordinal))
    await HundredBenchmark.RunAsync(program);
return 0;
