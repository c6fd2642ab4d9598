using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>A job; its settings are mapped by the schema's rules, whatever they are.</summary>
internal sealed class JobHandler() : ResourceHandler("databricks:index/job:Job", "job")
{
    /// <summary>Settings of jobs without tasks: a job with tasks does not send them.</summary>
    private static readonly HashSet<string> SingleTaskSettings = new(StringComparer.Ordinal)
    {
        "existingClusterId", "newCluster", "notebookTask", "sparkJarTask", "sparkPythonTask", "sparkSubmitTask", "pipelineTask", "pythonWheelTask", "dbtTask",
        "runJobTask", "libraries", "maxRetries", "minRetryIntervalMillis", "retryOnTimeout",
    };

    /// <summary>Not settings of the API.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "url", "alwaysRunning", "controlRunState", "providerConfig" };

    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        var isSingleTask = IsSingleTask(planned);
        var body = JobBody.Create(Body(planned), isSingleTask);
        var created = isSingleTask
            ? await context.Workspace.Jobs.CreateSingleTaskAsync(body, cancellationToken)
            : await context.Workspace.Jobs.CreateAsync(body, cancellationToken);
        return created.JobId.ToString(CultureInfo.InvariantCulture);
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        Job job;
        try
        {
            job = IsSingleTask(prior)
                ? await context.Workspace.Jobs.GetSingleTaskAsync(Number(id), cancellationToken)
                : await context.Workspace.Jobs.GetWholeAsync(Number(id), cancellationToken);
        }
        catch (DatabricksApiException gone) when (IsGone(gone, id))
        {
            return null;
        }

        var settings = job.Settings.DeepClone().AsObject();
        JobBody.Sort(settings);
        if (!string.IsNullOrEmpty(job.RunAsUserName))
            settings["run_as"] = new JsonObject { [Guid.TryParseExact(job.RunAsUserName, "D", out _) ? "service_principal_name" : "user_name"] = job.RunAsUserName };
        return ApiState.Merge(Schema, prior, settings, isNew, property => !Own.Contains(property.Name))
            .Set("url", $"{context.Address}#job/{id}");
    }

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        var isSingleTask = IsSingleTask(planned);
        var request = new JobSettingsRequest(Number(id), JobBody.Update(Body(planned), isSingleTask));
        if (isSingleTask)
            await context.Workspace.Jobs.ResetSingleTaskAsync(request, cancellationToken);
        else
            await context.Workspace.Jobs.ResetAsync(request, cancellationToken);
        return planned;
    }

    public override Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken) =>
        context.Workspace.Jobs.DeleteAsync(new JobReference(Number(id)), cancellationToken);

    public override PropertyMap AdjustPlan(PropertyMap? prior, PropertyMap planned)
    {
        foreach (var name in new[] { "alwaysRunning", "controlRunState" })
        {
            if (planned.Flag(name))
                throw new ProviderException($"{name}: starting and stopping runs is not supported by the embedded provider");
        }

        return planned;
    }

    public override IEnumerable<CheckFailure> Check(string name, PropertyMap inputs)
    {
        if (inputs.Object("gitSource")?.Get("url") is StringValue { Value: var url } && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == "https"))
            yield return new CheckFailure(null, $"expected \"git_source.0.url\" to have a url with schema of: \"https\", got {url}. Examine values at '{name}.gitSource.url'.");
        if (inputs.Get("maxConcurrentRuns") is NumberValue { Value: < 0 } runs)
            yield return new CheckFailure(null, $"expected max_concurrent_runs to be at least (0), got {PropertyValues.Format(runs.Value)}. Examine values at '{name}.maxConcurrentRuns'.");
    }

    private static bool IsGone(DatabricksApiException refused, string id) =>
        refused.Status == System.Net.HttpStatusCode.NotFound || refused.Message.Contains($"Job {id} does not exist.", StringComparison.Ordinal);

    private static long Number(string id) => long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ProviderException($"strconv.ParseInt: parsing \"{id}\": invalid syntax");

    private static bool HasTasks(PropertyMap state) => state.Items("tasks").Length > 0 || state.Text("format") == "MULTI_TASK";

    private static bool IsSingleTask(PropertyMap state) =>
        !HasTasks(state) && SingleTaskSettings.Any(name => name.EndsWith("Task", StringComparison.Ordinal) && state.Object(name) is not null);

    private JsonObject Body(PropertyMap planned)
    {
        var hasTasks = HasTasks(planned);
        return ApiBody.Create(Schema, planned, property => !Own.Contains(property.Name) && !(hasTasks && SingleTaskSettings.Contains(property.Name)));
    }
}
