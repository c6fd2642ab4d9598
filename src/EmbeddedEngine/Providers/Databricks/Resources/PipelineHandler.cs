using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>A pipeline; its settings are mapped by the schema's rules, whatever they are.</summary>
internal sealed class PipelineHandler() : ResourceHandler("databricks:index/pipeline:Pipeline", "pipeline")
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(20);

    /// <summary>What a pipeline has beside its settings.</summary>
    private static readonly HashSet<string> NotSettings = new(StringComparer.Ordinal)
    {
        "cause", "clusterId", "creatorUserName", "health", "lastModified", "latestUpdates", "pipelineId", "providerConfig", "runAsUserName", "state", "url",
    };

    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        var created = await context.Workspace.Pipelines.CreateAsync(Body(planned), cancellationToken);
        try
        {
            await WaitAsync(context, created.PipelineId, cancellationToken);
        }
        catch (ProviderException)
        {
            // A pipeline that cannot start is of no use to anyone, and its name would be taken.
            await DeleteAsync(context, created.PipelineId, planned, CancellationToken.None);
            throw;
        }

        return created.PipelineId;
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var pipeline = await context.Workspace.Pipelines.GetAsync(id, cancellationToken);
        var answer = pipeline.Spec.DeepClone().AsObject();
        foreach (var (name, value) in ToJson(pipeline with { Spec = [] }))
        {
            if (name is not ("spec" or "name" or "pipeline_id"))
                answer[name] = value?.DeepClone();
        }

        return ApiState.Merge(Schema, prior, answer, isNew, property => property.Name is not ("providerConfig" or "url" or "pipelineId" or "runAs" or "expectedLastModified"))
            .Set("pipelineId", id)
            .Set("expectedLastModified", prior.Get("expectedLastModified") is NumberValue expected ? expected : 0.0)
            .Set("url", $"{context.Address}#joblist/pipelines/{id}");
    }

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        var body = Body(planned);
        body["id"] = id;
        await context.Workspace.Pipelines.UpdateAsync(id, body, cancellationToken);
        await WaitAsync(context, id, cancellationToken);
        return planned;
    }

    public override async Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken)
    {
        await context.Workspace.Pipelines.DeleteAsync(id, cancellationToken);
        await UntilAsync(context, $"Pipeline {id} is not yet deleted", async () =>
        {
            try
            {
                await context.Workspace.Pipelines.GetAsync(id, cancellationToken);
                return false;
            }
            catch (DatabricksApiException gone) when (gone.IsNotFound)
            {
                return true;
            }
        }, cancellationToken);
    }

    // Between a storage location and a catalog there is no way in place.
    public override bool NeedsReplacement(PropertyMap prior, PropertyMap planned, System.Collections.Immutable.ImmutableSortedDictionary<string, PropertyDiff> differences) =>
        differences.ContainsKey("storage") && differences.ContainsKey("catalog");

    public override IEnumerable<CheckFailure> Check(string name, PropertyMap inputs)
    {
        foreach (var (key, allowed) in new[] { ("channel", new[] { "CURRENT", "PREVIEW" }), ("edition", ["PRO", "CORE", "ADVANCED"]) })
        {
            if (inputs.Get(key) is StringValue { Value: var text } && !allowed.Contains(text, StringComparer.OrdinalIgnoreCase))
                yield return new CheckFailure(null, $"expected {key} to be one of [{string.Join(' ', allowed.Select(item => $"\"{item.ToLowerInvariant()}\""))}], got {text}. Examine values at '{name}.{key}'.");
        }
    }

    private static Task WaitAsync(DatabricksContext context, string id, CancellationToken cancellationToken) =>
        UntilAsync(context, $"Pipeline {id} is not yet in state RUNNING", async () =>
        {
            var pipeline = await context.Workspace.Pipelines.GetAsync(id, cancellationToken);
            return pipeline.State switch
            {
                "RUNNING" => true,
                "FAILED" => throw new ProviderException($"pipeline {id} has failed"),
                _ => pipeline.Spec["continuous"]?.GetValue<bool>() != true,
            };
        }, cancellationToken);

    private static async Task UntilAsync(DatabricksContext context, string timedOut, Func<Task<bool>> isDone, CancellationToken cancellationToken)
    {
        var end = context.Time.GetUtcNow() + LongestWait;
        var pause = TimeSpan.FromMilliseconds(500);
        while (!await isDone())
        {
            if (context.Time.GetUtcNow() > end)
                throw new ProviderException(timedOut);
            await Task.Delay(pause, context.Time, cancellationToken);
            pause = pause < TimeSpan.FromSeconds(10) ? pause * 2 : pause;
        }
    }

    private JsonObject Body(PropertyMap planned)
    {
        var body = ApiBody.Create(Schema, planned, property => !NotSettings.Contains(property.Name));
        foreach (var cluster in (body["clusters"] as JsonArray ?? []).OfType<JsonObject>())
        {
            // Left out, Databricks would add workers of its own.
            if (cluster["spark_conf"]?["spark.databricks.cluster.profile"]?.GetValue<string>() == "singleNode")
                cluster["num_workers"] ??= 0;
        }

        return body;
    }
}
