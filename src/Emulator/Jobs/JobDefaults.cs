using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Jobs;

/// <summary>What the service fills in when a job's settings leave it out.</summary>
internal static class JobDefaults
{
    public static void Fill(JsonObject settings, bool all)
    {
        settings["name"] ??= "Untitled";
        settings["max_concurrent_runs"] ??= 1;
        settings["timeout_seconds"] ??= 0;
        if (!all) return;
        settings["email_notifications"] ??= new JsonObject();
        settings["webhook_notifications"] ??= new JsonObject();
        settings["format"] ??= JobRules.IsSingleTask(settings) ? "SINGLE_TASK" : "MULTI_TASK";
        if (settings.Object("schedule") is { } schedule) schedule["pause_status"] ??= "UNPAUSED";
        var source = settings["git_source"] is null ? "WORKSPACE" : "GIT";
        foreach (var task in settings.Items("tasks")) FillTask(task, source);
        FillCluster(settings.Object("new_cluster"));
        foreach (var cluster in settings.Items("job_clusters")) FillCluster(cluster.Object("new_cluster"));
    }

    private static void FillTask(JsonObject task, string source)
    {
        task["run_if"] ??= "ALL_SUCCESS";
        task["timeout_seconds"] ??= 0;
        task["email_notifications"] ??= new JsonObject();
        task["webhook_notifications"] ??= new JsonObject();
        if (task.Object("notebook_task") is { } notebook) notebook["source"] ??= source;
        if (task.Object("for_each_task")?.Object("task") is { } inner) FillTask(inner, source);
        FillCluster(task.Object("new_cluster"));
    }

    private static void FillCluster(JsonObject? cluster)
    {
        if (cluster is null) return;
        cluster["enable_elastic_disk"] ??= true;
        // A cluster with the attributes of another cloud is in one of its workspaces.
        if (cluster.Object("aws_attributes") is not null || cluster.Object("gcp_attributes") is not null) return;
        if (cluster.Object("azure_attributes") is not { } azure) cluster["azure_attributes"] = azure = [];
        azure["availability"] ??= "ON_DEMAND_AZURE";
        azure["first_on_demand"] ??= 1;
        azure["spot_bid_max_price"] ??= -1.0;
    }
}
