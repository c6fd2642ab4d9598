using System.Globalization;
using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Tests.Replay;

/// <summary>
/// Every exchange that the real provider had with a (sketched) Databricks is sent to the emulator in order. Status and error code must be the recorded
/// ones and every key of the recorded answer must be there. What people did by hand between the steps is in <c>directions.json</c>, where the emulator
/// is meant to differ in <c>exceptions.json</c>.
/// </summary>
public sealed class ReplayTests
{
    private static readonly JsonNode Directions = JsonNode.Parse(File.ReadAllText(Path.Combine(RecordedExchange.Folder, "directions.json")))!;

    public static TheoryData<string> Scenarios => [.. Directory.GetFiles(RecordedExchange.Folder, "*.jsonl").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void Scenarios_Recorded_AllThere() => Assert.Equal(13, Scenarios.Count);

    [Fact]
    public void Directions_EachStep_IsRecorded()
    {
        var steps = Scenarios.SelectMany(s => RecordedExchange.Of(s.Data)).Select(e => $"{e.Scenario}/{e.Step}").ToHashSet(StringComparer.Ordinal);
        Assert.All(Directions["before"]!.AsObject(), direction => Assert.Contains(direction.Key, steps));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Exchanges_SentInOrder_AreAnsweredAsRecorded(string scenario)
    {
        await using var emulator = await EmulatorClient.StartAsync(Directions["seed"]!.ToJsonString());
        var ids = new IdMap();
        var problems = new List<string>();
        var unused = ReplayException.All.Where(e => e.Scenario == scenario).ToHashSet();
        var step = "";
        foreach (var exchange in RecordedExchange.Of(scenario))
        {
            if (exchange.Step != step)
            {
                step = exchange.Step;
                await DirectAsync(emulator, ids, $"{scenario}/{step}");
            }

            var answer = await emulator.SendAsync(exchange.Method, ids.Apply(exchange.Path), ids.Apply(exchange.Body)?.ToJsonString());
            var problem = Problem(exchange, answer);
            ids.Learn(exchange.Answer, answer.Body);
            var exception = ReplayException.All.FirstOrDefault(e => e.Covers(exchange));
            if (problem is null) continue;
            if (exception is null) problems.Add($"{exchange.Place}: {problem}; answered {answer.Text}");
            else unused.Remove(exception);
        }

        problems.AddRange(unused.Select(e => $"unused exception: {e.Step} {e.Method} {e.Path}"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static async Task DirectAsync(EmulatorClient emulator, IdMap ids, string place)
    {
        foreach (var direction in Directions["before"]![place]?.AsArray() ?? [])
        {
            var token = direction!["as"] is { } name ? "as:" + name : "dapi-x";
            var answer = await emulator.SendAsync(direction["method"]!.GetValue<string>(), direction["path"]!.GetValue<string>(), ids.Apply(direction["body"])?.ToJsonString(), token);
            Assert.True(answer.Status < 300, $"{place}: {direction} was answered {answer.Text}");
            foreach (var (recorded, path) in direction["learn"]?.AsObject() ?? []) ids.Learn(recorded, At(answer.Body!, path!.GetValue<string>()).ToString());
        }
    }

    private static JsonNode At(JsonNode node, string path) =>
        path.Split('.').Aggregate(node, (at, part) => (int.TryParse(part, CultureInfo.InvariantCulture, out var index) ? at[index] : at[part])!);

    private static string? Problem(RecordedExchange exchange, EmulatorClient.Answer answer)
    {
        if (answer.Status != exchange.Status) return $"status {exchange.Status} expected, was {answer.Status}";
        if (exchange.Answer?["error_code"] is { } code && exchange.Status >= 400 && code.ToString() != answer.ErrorCode) return $"error_code {code} expected, was {answer.ErrorCode}";
        var missing = Missing(exchange.Answer, answer.Body, "").ToList();
        return missing.Count == 0 ? null : "missing " + string.Join(", ", missing);
    }

    private static IEnumerable<string> Missing(JsonNode? recorded, JsonNode? emulated, string at)
    {
        switch (recorded)
        {
            case JsonObject o:
                foreach (var (key, value) in o)
                {
                    if (emulated is not JsonObject found || !found.ContainsKey(key)) yield return at + "." + key;
                    else foreach (var inner in Missing(value, found[key], at + "." + key)) yield return inner;
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (emulated is not JsonArray found || found.Count <= i) yield return $"{at}[{i}]";
                    else foreach (var inner in Missing(list[i], found[i], $"{at}[{i}]")) yield return inner;
                }

                break;
        }
    }
}
