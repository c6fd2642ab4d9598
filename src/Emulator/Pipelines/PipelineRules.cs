using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Pipelines;

/// <summary>What the Pipelines API refuses, ignores and fills in.</summary>
internal static class PipelineRules
{
    private static readonly string[] Known =
    [
        "budget_policy_id", "catalog", "channel", "clusters", "configuration", "continuous", "deployment", "development", "edition", "environment", "event_log", "filters", "gateway_definition",
        "ingestion_definition", "libraries", "name", "notifications", "photon", "restart_window", "root_path", "run_as", "schema", "serverless", "serverless_compute_id", "storage", "tags", "target", "trigger", "usage_policy_id",
    ];

    private static readonly string[] Editions = ["CORE", "PRO", "ADVANCED"];
    private static readonly string[] Channels = ["CURRENT", "PREVIEW"];
    private static readonly string[] Modes = ["ENHANCED", "LEGACY"];
    private static readonly string[] Alerts = ["on-update-success", "on-update-failure", "on-update-fatal-failure", "on-flow-failure"];

    public static JsonObject Read(JsonObject asked, string id)
    {
        var spec = new JsonObject();
        spec.Take(asked, Known);
        Check(spec);
        spec["id"] = id;
        return spec;
    }

    public static void Fill(JsonObject spec)
    {
        spec["edition"] ??= "ADVANCED";
        spec["channel"] ??= "CURRENT";
        spec["continuous"] ??= false;
        spec["development"] ??= false;
        spec["photon"] ??= false;
        if (spec["catalog"] is null) spec["storage"] ??= "dbfs:/pipelines/" + spec.Text("id");
        if (spec.Flag("serverless") is not true && spec.Items("clusters").Count == 0) spec["clusters"] = new JsonArray(new JsonObject { ["label"] = "default" });
    }

    private static void Check(JsonObject spec)
    {
        if (spec.Items("libraries").Count == 0 && spec["root_path"] is null && spec["ingestion_definition"] is null) throw ApiRefusal.Invalid("Libraries must contain at least one element");
        OneOf(spec, "edition", Editions);
        OneOf(spec, "channel", Channels);
        if (spec["catalog"] is not null && spec["storage"] is not null) throw ApiRefusal.Invalid("Only one of catalog and storage may be given");
        if (spec["target"] is not null && spec["schema"] is not null) throw ApiRefusal.Invalid("Only one of target and schema may be given");
        foreach (var cluster in spec.Items("clusters"))
        {
            if (cluster.Object("autoscale") is not { } autoscale) continue;
            if (cluster["num_workers"] is not null) throw ApiRefusal.Invalid("Only one of num_workers and autoscale may be given");
            OneOf(autoscale, "mode", Modes);
            if (autoscale.RequiredWhole("min_workers") > autoscale.RequiredWhole("max_workers")) throw ApiRefusal.Invalid("min_workers must not be greater than max_workers");
        }

        foreach (var alert in spec.Items("notifications").SelectMany(n => n.Texts("alerts")).Where(a => !Alerts.Contains(a)))
            throw ApiRefusal.Invalid($"Unknown alert {alert}; known are {string.Join(", ", Alerts)}");
    }

    private static void OneOf(JsonObject from, string name, string[] known)
    {
        if (from.Text(name) is { Length: > 0 } value && !known.Contains(value, StringComparer.OrdinalIgnoreCase)) throw ApiRefusal.Invalid($"Invalid {name} {value}; known are {string.Join(", ", known)}");
    }
}
