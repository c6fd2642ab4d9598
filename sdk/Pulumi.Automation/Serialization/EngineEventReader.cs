using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi.Automation.Events;

namespace Pulumi.Automation.Serialization;

/// <summary>Reads engine events in the JSON form of the event log.</summary>
internal static class EngineEventReader
{
    /// <returns>Null when the text is not a whole JSON object.</returns>
    public static EngineEvent? TryRead(string text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text) is JsonObject json ? Read(json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static EngineEvent Read(JsonObject json) => new()
    {
        Sequence = json.OptionalInteger("sequence") ?? 0,
        Timestamp = json.OptionalInteger("timestamp") ?? 0,
        CancelEvent = json["cancelEvent"] is JsonObject ? new CancelEvent() : null,
        StandardOutputEvent = json["stdoutEvent"] is JsonObject output ? new StandardOutputEngineEvent { Message = output.Text("message"), Color = output.Text("color") } : null,
        DiagnosticEvent = json["diagnosticEvent"] is JsonObject diagnostic ? ReadDiagnostic(diagnostic) : null,
        PreludeEvent = json["preludeEvent"] is JsonObject prelude ? new PreludeEvent { Config = prelude.Texts("config") } : null,
        SummaryEvent = json["summaryEvent"] is JsonObject summary ? ReadSummary(summary) : null,
        ResourcePreEvent = json["resourcePreEvent"] is JsonObject before
            ? new ResourcePreEvent { Metadata = ReadMetadata(before), Planning = before.OptionalFlag("planning") } : null,
        ResourceOutputsEvent = json["resOutputsEvent"] is JsonObject after
            ? new ResourceOutputsEvent { Metadata = ReadMetadata(after), Planning = after.OptionalFlag("planning") } : null,
        ResourceOperationFailedEvent = json["resOpFailedEvent"] is JsonObject failed
            ? new ResourceOperationFailedEvent { Metadata = ReadMetadata(failed), Status = failed.OptionalInteger("status") ?? 0, Steps = failed.OptionalInteger("steps") ?? 0 } : null,
        PolicyEvent = json["policyEvent"] is JsonObject policy ? ReadPolicy(policy) : null,
    };

    /// <summary>Numbers by operation, as events and the history have them.</summary>
    public static ImmutableDictionary<OperationType, int>? ReadChanges(JsonObject json, string name)
    {
        if (json[name] is not JsonObject changes)
        {
            return null;
        }
        var counts = ImmutableDictionary.CreateBuilder<OperationType, int>();
        foreach (var (operation, _) in changes)
        {
            counts[WireNames.OperationType(operation)] = changes.OptionalInteger(operation) ?? 0;
        }
        return counts.ToImmutable();
    }

    private static DiagnosticEvent ReadDiagnostic(JsonObject json) => new()
    {
        Urn = json.OptionalText("urn"),
        Prefix = json.OptionalText("prefix"),
        Message = json.Text("message"),
        Color = json.Text("color"),
        Severity = json.Text("severity"),
        StreamId = json.OptionalText("streamID") ?? json.OptionalText("streamId"),
        Ephemeral = json.OptionalFlag("ephemeral"),
    };

    private static SummaryEvent ReadSummary(JsonObject json) => new()
    {
        MaybeCorrupt = json.OptionalFlag("maybeCorrupt") ?? false,
        DurationSeconds = json.OptionalInteger("durationSeconds") ?? 0,
        ResourceChanges = ReadChanges(json, "resourceChanges") ?? ImmutableDictionary<OperationType, int>.Empty,
        // Written with a capital letter by the CLI.
        PolicyPacks = json.Texts(json.ContainsKey("PolicyPacks") ? "PolicyPacks" : "policyPacks"),
    };

    private static PolicyEvent ReadPolicy(JsonObject json) => new()
    {
        ResourceUrn = json.OptionalText("resourceUrn"),
        Message = json.Text("message"),
        Color = json.Text("color"),
        PolicyName = json.Text("policyName"),
        PolicyPackName = json.Text("policyPackName"),
        PolicyPackVersion = json.Text("policyPackVersion"),
        PolicyPackVersionTag = json.Text("policyPackVersionTag"),
        EnforcementLevel = json.Text("enforcementLevel"),
    };

    private static StepEventMetadata ReadMetadata(JsonObject stepEvent)
    {
        var json = stepEvent["metadata"] as JsonObject ?? [];
        return new()
        {
            Op = WireNames.OperationType(json.Text("op")),
            Urn = json.Text("urn"),
            Type = json.Text("type"),
            Old = json["old"] is JsonObject old ? ReadState(old) : null,
            New = json["new"] is JsonObject @new ? ReadState(@new) : null,
            Keys = json.OptionalTexts("keys"),
            Diffs = json.OptionalTexts("diffs"),
            DetailedDiff = json["detailedDiff"] is JsonObject diff
                ? diff.ToImmutableDictionary(
                    property => property.Key,
                    property => property.Value is JsonObject kind
                        ? new PropertyDiff { Kind = WireNames.DiffKind(kind.Text("diffKind")), InputDiff = kind.OptionalFlag("inputDiff") ?? false }
                        : new PropertyDiff(),
                    StringComparer.Ordinal)
                : null,
            Logical = json.OptionalFlag("logical"),
            Provider = json.Text("provider"),
        };
    }

    private static StepEventStateMetadata ReadState(JsonObject json) => new()
    {
        Urn = json.Text("urn"),
        Type = json.Text("type"),
        Custom = json.OptionalFlag("custom"),
        Delete = json.OptionalFlag("delete"),
        Id = json.Text("id"),
        Parent = json.Text("parent"),
        Protect = json.OptionalFlag("protect"),
        Inputs = json.Objects("inputs"),
        Outputs = json.Objects("outputs"),
        Provider = json.Text("provider"),
        InitErrors = json.OptionalTexts("initErrors"),
    };
}
