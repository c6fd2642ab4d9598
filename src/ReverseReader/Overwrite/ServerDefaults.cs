using System.Text.Json.Nodes;

namespace Provisioner.ReverseReader.Overwrite;

/// <summary>
/// What Databricks fills in when a request leaves it out, as the public Jobs API reference documents it: such a member on one side and
/// nothing on the other is no difference.
/// </summary>
internal static class ServerDefaults
{
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["format"] = ["\"MULTI_TASK\"", "\"SINGLE_TASK\""], ["max_concurrent_runs"] = ["1"], ["timeout_seconds"] = ["0"], ["max_retries"] = ["0"],
        ["min_retry_interval_millis"] = ["0"], ["retry_on_timeout"] = ["false"], ["run_if"] = ["\"ALL_SUCCESS\""], ["disabled"] = ["false"],
        ["full_refresh"] = ["false"], ["source"] = ["\"WORKSPACE\""], ["pause_status"] = ["\"UNPAUSED\""], ["no_alert_for_skipped_runs"] = ["false"],
        ["no_alert_for_canceled_runs"] = ["false"], ["alert_on_last_attempt"] = ["false"], ["edit_mode"] = ["\"UI_LOCKED\"", "\"EDITABLE\""],
        ["enable_elastic_disk"] = ["true", "false"], ["enable_local_disk_encryption"] = ["false"], ["disable_auto_optimization"] = ["false"],
        ["performance_target"] = ["\"PERFORMANCE_OPTIMIZED\"", "\"STANDARD\""], ["enabled"] = ["false", "true"], ["first_on_demand"] = ["0", "1"],
        ["availability"] = ["\"ON_DEMAND_AZURE\"", "\"ON_DEMAND\"", "\"ON_DEMAND_GCP\""], ["spot_bid_max_price"] = ["-1", "-1.0"],
        ["data_security_mode"] = ["\"SINGLE_USER\""], ["default"] = ["\"\""],
    };

    /// <summary>Is this value what stands there when nothing was said?</summary>
    public static bool IsDefault(string member, JsonNode? value) => value switch
    {
        null or JsonArray { Count: 0 } => true,
        JsonObject nested => nested.All(item => IsDefault(item.Key, item.Value)),
        JsonArray => false,
        _ => Values.TryGetValue(member, out var defaults) && defaults.Contains(value.ToJsonString(), StringComparer.Ordinal),
    };
}
