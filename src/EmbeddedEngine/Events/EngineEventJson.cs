using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Events;

/// <summary>
/// Events in the form of the CLI's event log (recordings, <c>events</c>): names, order and presence of fields as there. Sequence and
/// timestamp are added by who writes the log.
/// </summary>
public static class EngineEventJson
{
    public static JsonObject ToJson(EngineEvent engineEvent) => engineEvent switch
    {
        PreludeEvent e => Named("preludeEvent", new JsonObject { ["config"] = new JsonObject(e.Config.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))) }),
        ResourcePreEvent e => Named("resourcePreEvent", WithPlanning(e.Metadata, e.Planning)),
        ResourceOutputsEvent e => Named("resOutputsEvent", WithPlanning(e.Metadata, e.Planning)),
        ResourceOperationFailedEvent e => Named("resOpFailedEvent", new JsonObject { ["metadata"] = Metadata(e.Metadata), ["status"] = e.Status, ["steps"] = e.Steps }),
        DiagnosticEvent e => Named("diagnosticEvent", Diagnostic(e)),
        SummaryEvent e => Named("summaryEvent", Summary(e)),
        StandardOutputEvent e => Named("stdoutEvent", new JsonObject { ["message"] = e.Message, ["color"] = "never" }),
        CancelEvent => Named("cancelEvent", []),
        _ => throw new ArgumentOutOfRangeException(nameof(engineEvent), engineEvent.GetType().Name, "not an event of the log"),
    };

    /// <summary>How the log names a kind of difference.</summary>
    public static string KindName(PropertyDiffKind kind) => kind switch
    {
        PropertyDiffKind.Add => "add",
        PropertyDiffKind.AddReplace => "add-replace",
        PropertyDiffKind.Delete => "delete",
        PropertyDiffKind.DeleteReplace => "delete-replace",
        PropertyDiffKind.Update => "update",
        PropertyDiffKind.UpdateReplace => "update-replace",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of difference"),
    };

    private static JsonObject Named(string name, JsonObject payload) => new() { [name] = payload };

    private static JsonObject WithPlanning(StepMetadata metadata, bool planning)
    {
        var json = new JsonObject { ["metadata"] = Metadata(metadata) };
        if (planning)
        {
            json["planning"] = true;
        }

        return json;
    }

    private static JsonObject Metadata(StepMetadata metadata)
    {
        var json = new JsonObject
        {
            ["op"] = metadata.Op,
            ["urn"] = metadata.Urn,
            ["type"] = metadata.Type,
            ["old"] = State(metadata.Old),
            ["new"] = State(metadata.New),
        };
        AddList(json, "keys", metadata.Keys);
        AddList(json, "diffs", metadata.Diffs);
        json["detailedDiff"] = metadata.DetailedDiff is { } diff ? DetailedDiff(diff) : null;
        AddIf(json, "logical", metadata.Logical);
        json["provider"] = metadata.Provider;
        return json;
    }

    private static JsonObject DetailedDiff(ImmutableSortedDictionary<string, PropertyDiff> diff) =>
        new(diff.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)new JsonObject { ["diffKind"] = KindName(p.Value.Kind), ["inputDiff"] = p.Value.InputDiff })));

    private static JsonObject? State(ResourceState? state)
    {
        if (state is null)
        {
            return null;
        }

        var json = new JsonObject { ["type"] = state.Type, ["urn"] = state.Urn };
        AddIf(json, "custom", state.Custom);
        AddIf(json, "delete", state.Delete);
        json["id"] = state.Id;
        json["parent"] = state.Parent;
        AddIf(json, "protect", state.Protect);
        AddIf(json, "taint", state.Taint);
        AddIf(json, "external", state.External);
        AddIf(json, "retainOnDelete", state.RetainOnDelete);
        json["inputs"] = PropertyEventJson.ToJson(state.Inputs);
        json["outputs"] = PropertyEventJson.ToJson(state.Outputs);
        json["provider"] = state.Provider;
        AddList(json, "initErrors", state.InitErrors);
        AddList(json, "hideDiffs", state.HideDiff);
        return json;
    }

    private static JsonObject Diagnostic(DiagnosticEvent e)
    {
        var json = new JsonObject();
        if (e.Urn.Length > 0)
        {
            json["urn"] = e.Urn;
        }

        if (e.Prefix.Length > 0)
        {
            json["prefix"] = e.Prefix;
        }

        json["message"] = e.Message;
        json["color"] = "never";
        json["severity"] = e.Severity;
        AddIf(json, "ephemeral", e.Ephemeral);
        return json;
    }

    private static JsonObject Summary(SummaryEvent e)
    {
        var json = new JsonObject
        {
            ["maybeCorrupt"] = e.MaybeCorrupt,
            ["durationSeconds"] = (int)Math.Ceiling(e.Duration.TotalSeconds),
            ["resourceChanges"] = new JsonObject(e.ResourceChanges.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
            ["PolicyPacks"] = new JsonObject(),
            ["isPreview"] = e.IsPreview,
        };
        if (e.Result is not null)
        {
            json["result"] = e.Result;
        }

        return json;
    }

    private static void AddIf(JsonObject json, string name, bool value)
    {
        if (value)
        {
            json[name] = true;
        }
    }

    private static void AddList(JsonObject json, string name, ImmutableArray<string> values)
    {
        if (values.Length > 0)
        {
            json[name] = new JsonArray([.. values.Select(value => (JsonNode?)value)]);
        }
    }
}
