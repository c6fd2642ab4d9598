using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Tests.Replay;

/// <summary>One call of the real provider and what it was answered.</summary>
internal sealed record RecordedExchange(string Scenario, string Step, string Method, string Path, JsonNode? Body, int Status, JsonNode? Answer)
{
    public string Place => $"{Scenario}/{Step} {Method} {Path}";

    public static IReadOnlyList<RecordedExchange> Of(string scenario) =>
        [.. File.ReadLines(System.IO.Path.Combine(Folder, scenario + ".jsonl")).Select(line => Read(scenario, JsonNode.Parse(line)!))];

    public static string Folder { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "data", "replay");

    private static RecordedExchange Read(string scenario, JsonNode line) => new(
        scenario, line["step"]!.GetValue<string>(), line["method"]!.GetValue<string>(), line["path"]!.GetValue<string>(), line["body"], line["status"]!.GetValue<int>(), line["answer"]);
}
