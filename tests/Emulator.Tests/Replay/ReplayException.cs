using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Provisioner.Emulator.Tests.Replay;

/// <summary>Exchanges in which the emulator is meant to differ from the recording, and why.</summary>
internal sealed record ReplayException(string Scenario, string Step, string Method, Regex Path, string Reason)
{
    public static IReadOnlyList<ReplayException> All { get; } =
    [
        .. JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(RecordedExchange.Folder, "exceptions.json")))!.AsArray().Select(e => new ReplayException(
            e!["scenario"]!.GetValue<string>(), e["step"]!.GetValue<string>(), e["method"]!.GetValue<string>(),
            new Regex(e["path"]!.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1)), e["reason"]!.GetValue<string>())),
    ];

    public bool Covers(RecordedExchange exchange) =>
        Scenario == exchange.Scenario && Step == exchange.Step && Method == exchange.Method && Path.IsMatch(exchange.Path);
}
