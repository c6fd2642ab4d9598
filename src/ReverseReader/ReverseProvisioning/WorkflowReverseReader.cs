using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Workflows;
using Provisioner.ReverseReader.Components;
using Provisioner.ReverseReader.Identities;
using Provisioner.ReverseReader.Overwrite;

namespace Provisioner.ReverseReader.ReverseProvisioning;

/// <summary>Takes a live workflow over into the descriptor.</summary>
internal sealed class WorkflowReverseReader(WorkspaceClient workspace, DatabricksClients clients, ReaderSettings settings, TimeProvider time)
{
    private const string Specific = "spec.mesh.specific";
    private const string TemplateRef = "databricks-workload-workflow-reverse-provisioning-template.1";

    public async Task<Reading<JsonObject>> ReadAsync(ReverseRequest request, string workspaceName, string host, CancellationToken cancellationToken)
    {
        if (WorkflowName(request) is not { } name)
        {
            return Reading<JsonObject>.Failed(
                "params.environmentSpecificConfig.specific.workflow.settings.name: is missing, and without the component's id in catalogInfo (spec.mesh.id or metadata.name) there is no default name.");
        }

        var ids = await new LiveObjectReader(workspace, cancellationToken).JobIdsAsync(name, cancellationToken);
        if (ids.Count != 1)
        {
            return Reading<JsonObject>.Failed(ids.Count == 0
                ? $"workspace '{workspaceName}' has no workflow '{name}'."
                : $"workspace '{workspaceName}' has {ids.Count} workflows '{name}' (ids {string.Join(", ", ids)}): rename or delete all but one.");
        }

        var job = await workspace.Jobs.GetWholeAsync(long.Parse(ids[0], CultureInfo.InvariantCulture), cancellationToken);
        if (await RunAsProblemAsync(request, name, job, host, cancellationToken) is { } problem)
            return Reading<JsonObject>.Failed(problem);
        var references = await ReferencesAsync(job.Settings, cancellationToken);
        return references.Problems.Count > 0 ? Reading<JsonObject>.Failed(references.Problems) : Reading<JsonObject>.Of(Updates(job, references.List));
    }

    private JsonObject Updates(Job job, JsonArray references)
    {
        var jobSettings = (JsonObject)job.Settings.DeepClone();
        // Who runs it is the component's runAsPrincipalName; the settings of a descriptor do not carry it.
        jobSettings.Remove("run_as");
        return new JsonObject
        {
            [$"{Specific}.workflow.job_id"] = job.JobId,
            [$"{Specific}.workflow.created_time"] = job.CreatedTime,
            [$"{Specific}.workflow.creator_user_name"] = job.CreatorUserName,
            [$"{Specific}.workflow.run_as_user_name"] = job.RunAsUserName,
            [$"{Specific}.workflow.settings"] = jobSettings,
            [$"{Specific}.workflow.settings.name"] = NameRules.Ignored,
            [$"{Specific}.workflowTasksInfoList"] = references,
            [$"{Specific}.override"] = false,
            ["witboost.parameters.modifiedByRef"] = TemplateRef,
            ["witboost.parameters.updatedDate"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };
    }

    private static string? WorkflowName(ReverseRequest request)
    {
        var name = request.EnvironmentText("workflow", "settings", "name");
        if (!NameRules.IsLeftOut(name))
            return name;
        return ComponentIdOf(request) is { } id && NameRules.ObjectName(id, request.Environment) is { Length: > 0 } byDefault ? byDefault : null;
    }

    private static ComponentId? ComponentIdOf(ReverseRequest request)
    {
        if (ComponentId.TryParse(request.CatalogText("spec", "mesh", "id"), out var id))
            return id;
        // Witboost names the entity <domain>.<data product>.<major>.<component>.
        var parts = request.CatalogText("metadata", "name")?.Split('.');
        return parts is { Length: 4 } && ComponentId.TryParse("urn:dmb:cmp:" + string.Join(':', parts), out id) ? id : null;
    }

    /// <summary>
    /// Whoever made the workflow runs it, or whom the descriptor names: somebody else was put there by hand, and the next deployment
    /// would silently undo or keep it.
    /// </summary>
    private async Task<string?> RunAsProblemAsync(ReverseRequest request, string name, Job job, string host, CancellationToken cancellationToken)
    {
        if (job.RunAsUserName is not { Length: > 0 } live)
            return null;
        var principal = request.EnvironmentText("runAsPrincipalName");
        var recorded = request.CatalogText("spec", "mesh", "specific", "workflow", "run_as_user_name");
        // A workflow that was just drawn runs as whoever drew it, until it is deployed.
        if (live == job.CreatorUserName && (principal is null || recorded is null || recorded == live))
            return null;
        string? wanted = null;
        if (principal is not null)
        {
            var reading = await new IdentityReader(clients, settings).RunAsAsync(principal, host, cancellationToken);
            if (!reading.Succeeded)
                return string.Join(" ", reading.Problems);
            wanted = reading.Value.Name;
        }
        else
        {
            var deployer = (await workspace.Scim.GetMeAsync("entitlements", cancellationToken)).UserName;
            if (live == recorded || live == deployer)
                return null;
            wanted = recorded ?? job.CreatorUserName ?? deployer;
        }

        return live == wanted
            ? null
            : $"workflow '{name}' runs as '{live}', which was set by hand: the descriptor decides who runs it. Set 'Run as' back to '{wanted}' in the job's details on Databricks"
              + (principal is null ? " (or name a service principal as runAsPrincipalName in the descriptor)" : "") + ", then reverse provision again.";
    }

    private async Task<(JsonArray List, IReadOnlyList<string> Problems)> ReferencesAsync(JsonObject jobSettings, CancellationToken cancellationToken)
    {
        var names = new ReferenceNames(workspace);
        var found = await Task.WhenAll(WorkflowIds.Find(jobSettings).Select(async place => (Reference: place, Name: await names.OfAsync(place, cancellationToken))));
        var problems = found.Where(one => one.Name is null)
            .Select(one => $"task '{one.Reference.TaskKey}' refers to the {Word(one.Reference.Type)} '{one.Reference.Id}', which does not exist: correct the task first.")
            .ToList();
        return (new JsonArray([.. found.Where(one => one.Name is not null).Select(one => Entry(one.Reference, one.Name!))]), problems);
    }

    private static JsonObject Entry(WorkflowIdPlace reference, string name) => reference.Type switch
    {
        WorkflowReferenceType.Pipeline => TaskEntry(reference, "pipeline", name),
        WorkflowReferenceType.Job => TaskEntry(reference, "job", name),
        WorkflowReferenceType.Warehouse => ClusterEntry(reference, "notebook_warehouse", name),
        _ => ClusterEntry(reference, "notebook_compute", name),
    };

    private static JsonObject TaskEntry(WorkflowIdPlace reference, string type, string name) => new()
    {
        ["taskKey"] = reference.TaskKey, ["referencedTaskType"] = type, ["referencedTaskId"] = reference.Id, ["referencedTaskName"] = name,
    };

    private static JsonObject ClusterEntry(WorkflowIdPlace reference, string type, string name) => new()
    {
        ["taskKey"] = reference.TaskKey, ["referencedTaskType"] = type, ["referencedClusterId"] = reference.Id, ["referencedClusterName"] = name,
    };

    private static string Word(WorkflowReferenceType type) => type.ToString().ToLowerInvariant();
}
