using System.Text.Json.Nodes;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>What the real provider does to a job's settings before it sends them, and after it has read them.</summary>
internal static class JobBody
{
    private static readonly string[] WebhookLists =
        ["on_start", "on_failure", "on_success", "on_duration_warning_threshold_exceeded", "on_streaming_backlog_exceeded"];

    public static JsonObject Create(JsonObject settings, bool isSingleTask)
    {
        Sort(settings);
        if (settings["git_source"] is JsonObject git && git["git_provider"] is null)
        {
            var url = git["git_url"]?.GetValue<string>() ?? "";
            git["git_provider"] = GitProviders.FromUrl(url)
                ?? throw new ProviderException($"git source is not empty but Git Provider is not specified and cannot be guessed by url {url}");
            if (git["git_branch"] is null && git["git_tag"] is null && git["git_commit"] is null)
                throw new ProviderException("git source is not empty but none of branch, commit and tag is specified");
        }

        return Update(settings, isSingleTask);
    }

    public static JsonObject Update(JsonObject settings, bool isSingleTask)
    {
        foreach (var cluster in Clusters(settings))
            PrepareCluster(cluster);
        // Databricks queues runs unless told otherwise; the provider does so only when asked. The old form knows no queue of itself.
        if (!isSingleTask)
            settings["queue"] ??= new JsonObject { ["enabled"] = false };
        return settings;
    }

    /// <summary>Tasks by key, what they depend on by key, webhooks by id.</summary>
    public static void Sort(JsonObject settings)
    {
        SortBy(settings, "tasks", "task_key");
        SortWebhooks(settings);
        foreach (var task in (settings["tasks"] as JsonArray ?? []).OfType<JsonObject>())
        {
            SortBy(task, "depends_on", "task_key");
            SortWebhooks(task);
        }
    }

    private static IEnumerable<JsonObject> Clusters(JsonObject settings)
    {
        var holders = new[] { "tasks", "job_clusters" }.SelectMany(key => settings[key] as JsonArray ?? []).OfType<JsonObject>().Append(settings);
        return holders.Select(holder => holder["new_cluster"]).OfType<JsonObject>();
    }

    private static void PrepareCluster(JsonObject cluster)
    {
        var allowed = cluster["__apply_policy_default_values_allow_list"] as JsonArray;
        cluster.Remove("__apply_policy_default_values_allow_list");
        if (allowed is { Count: > 0 } && cluster["apply_policy_default_values"]?.GetValue<bool>() == true)
        {
            var keep = allowed.Select(name => name!.GetValue<string>()).Append("apply_policy_default_values").Append("policy_id").ToHashSet(StringComparer.Ordinal);
            foreach (var name in cluster.Select(member => member.Key).Where(name => !keep.Contains(name)).ToList())
                cluster.Remove(name);
        }

        if (cluster["instance_pool_id"] is not null)
            TakeFromPool(cluster);
        if (cluster["autoscale"] is null)
            cluster["num_workers"] ??= 0;
    }

    // The pool decides the machines.
    private static void TakeFromPool(JsonObject cluster)
    {
        foreach (var name in new[] { "node_type_id", "driver_node_type_id", "enable_elastic_disk", "azure_attributes" })
            cluster.Remove(name);
        KeepOnly(cluster, "aws_attributes", "instance_profile_arn");
        KeepOnly(cluster, "gcp_attributes", "google_service_account");
    }

    private static void KeepOnly(JsonObject cluster, string name, string member)
    {
        if (cluster[name] is not JsonObject attributes)
            return;
        if (attributes[member]?.DeepClone() is { } kept)
            cluster[name] = new JsonObject { [member] = kept };
        else
            cluster.Remove(name);
    }

    private static void SortWebhooks(JsonObject holder)
    {
        if (holder["webhook_notifications"] is not JsonObject webhooks)
            return;
        foreach (var list in WebhookLists)
            SortBy(webhooks, list, "id");
    }

    private static void SortBy(JsonObject holder, string list, string key)
    {
        if (holder[list] is JsonArray { Count: > 1 } items)
            holder[list] = new JsonArray([.. items.OrderBy(item => item?[key]?.GetValue<string>() ?? "", StringComparer.Ordinal).Select(item => item?.DeepClone())]);
    }
}
