using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Events;

namespace Provisioner.EmbeddedEngine.Cli.Display;

/// <summary><c>preview --json</c>: one document with configuration, steps, diagnostics and counts.</summary>
internal sealed class PreviewJsonDisplay(DisplayOptions options) : IOperationDisplay
{
    private const long NanosecondsPerTick = 100;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, IndentSize = 4 };

    private readonly JsonObject _config = [];
    private readonly JsonArray _steps = [];
    private readonly JsonArray _diagnostics = [];
    private SummaryEvent? _summary;

    public bool WantsJson => true;

    public void Start()
    {
    }

    public void Show(EngineEvent engineEvent)
    {
        if (engineEvent is SummaryEvent summary)
            _summary = summary;
    }

    public void Show(JsonObject engineEvent)
    {
        if (engineEvent["preludeEvent"]?["config"] is JsonObject config)
        {
            foreach (var (key, value) in config)
                _config[key] = value?.DeepClone();
        }
        if (engineEvent["resourcePreEvent"]?["metadata"] is JsonObject metadata)
            _steps.Add((JsonNode)Step(metadata));
        if (engineEvent["diagnosticEvent"] is JsonObject diagnostic && (options.Debug || (string?)diagnostic["severity"] != "debug"))
            _diagnostics.Add(diagnostic.DeepClone());
    }

    public void Finish(OperationOutcome outcome)
    {
        var document = new JsonObject { ["config"] = _config, ["steps"] = _steps };
        if (_diagnostics.Count > 0)
            document["diagnostics"] = _diagnostics;
        document["duration"] = (_summary?.Duration.Ticks ?? 0) * NanosecondsPerTick;
        var changes = new JsonObject();
        foreach (var (name, count) in outcome.ChangeSummary)
            changes[name] = count;
        document["changeSummary"] = changes;
        if (_summary?.MaybeCorrupt == true)
            document["maybeCorrupt"] = true;
        options.Line(document.ToJsonString(Json));
    }

    private static JsonObject Step(JsonObject metadata)
    {
        var step = new JsonObject { ["op"] = metadata["op"]?.DeepClone(), ["urn"] = metadata["urn"]?.DeepClone() };
        Copy(step, metadata, "provider", "provider");
        Copy(step, metadata, "old", "oldState");
        Copy(step, metadata, "new", "newState");
        Copy(step, metadata, "diffs", "diffReasons");
        Copy(step, metadata, "keys", "replaceReasons");
        Copy(step, metadata, "detailedDiff", "detailedDiff");
        return step;
    }

    private static void Copy(JsonObject step, JsonObject metadata, string from, string to)
    {
        if (metadata[from] is { } value && !(value is JsonValue text && text.GetValueKind() == JsonValueKind.String && (string?)text == ""))
            step[to] = value.DeepClone();
    }
}
