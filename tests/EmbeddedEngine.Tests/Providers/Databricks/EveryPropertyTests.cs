using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Providers.Databricks;

/// <summary>Resources with every property of the schema set: each value reaches the platform, comes back and is no difference.</summary>
public sealed class EveryPropertyTests : IAsyncLifetime
{
    private const string Prefix = "databricks:index/";

    // No settings of the API, settings of jobs in the old form, and what our provider or the emulated service refuses in company.
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal)
    {
        "Job.alwaysRunning", "Job.controlRunState", "Job.providerConfig", "Job.existingClusterId", "Job.newCluster", "Job.libraries", "Job.runAs", "Job.parentPath",
        "JobTask.jobClusterKey", "JobTask.dependsOns", "JobTaskForEachTaskTask.dependsOns", "JobTask.existingClusterId", "JobRunAs.userName",
        "Pipeline.providerConfig", "Pipeline.runAs", "Pipeline.expectedLastModified", "Pipeline.allowDuplicateNames", "Pipeline.cause", "Pipeline.clusterId", "Pipeline.creatorUserName",
        "Pipeline.health", "Pipeline.lastModified", "Pipeline.latestUpdates", "Pipeline.pipelineId", "Pipeline.runAsUserName", "Pipeline.state", "Pipeline.url", "PipelineCluster.numWorkers",
    };

    private EmulatedProvider _emulated = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _emulated = await EmulatedProvider.StartAsync(CancellationToken);

    public ValueTask DisposeAsync() => _emulated.DisposeAsync();

    [Theory]
    [InlineData("job:Job", "jobs", "settings")]
    [InlineData("pipeline:Pipeline", "pipelines", "spec")]
    public async Task Create_EveryProperty_ReachesThePlatformAndStays(string type, string collection, string settings)
    {
        var schema = DatabricksSchemas.Instance.Find(Prefix + type)!;
        var given = Sample(schema, "");
        var check = await _emulated.Provider.CheckAsync(new CheckRequest("urn", Prefix + type, "r", PropertyMap.Empty, given, [1]), CancellationToken);
        Assert.Empty(check.Failures.Select(failure => failure.Reason));

        var created = await _emulated.Provider.CreateAsync(new CreateRequest("urn", Prefix + type, "r", check.Inputs, false, null), CancellationToken);

        using var http = new HttpClient { BaseAddress = _emulated.Emulator.Address };
        var stored = JsonNode.Parse(await http.GetStringAsync("/_emulator/state", CancellationToken))![collection]![0]![settings]!.AsObject();
        Assert.Empty(Missing(schema, given, stored, ""));
        var same = await _emulated.Provider.DiffAsync(new DiffRequest("urn", Prefix + type, created.Id, check.Inputs, created.Outputs, check.Inputs, []), CancellationToken);
        Assert.Empty(same.DetailedDiff.Keys);
        var read = await _emulated.Provider.ReadAsync(new ReadRequest("urn", Prefix + type, "r", created.Id, check.Inputs, created.Outputs), CancellationToken);
        Assert.Equal(RecordedValues.Text(check.Inputs), RecordedValues.Text(read!.Inputs));
    }

    private static PropertyMap Sample(ObjectSchema schema, string path)
    {
        var excluded = new HashSet<string>(StringComparer.Ordinal);
        var values = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var property in schema.Ordered.Where(property => property is { IsInput: true, Deprecated: false } && !LeftOut.Contains($"{schema.Name}.{property.Name}") && property.Name[0] != '_' && property.Name is not ("providerConfig" or "instancePoolId" or "driverInstancePoolId")))
        {
            if (excluded.Contains(property.Name))
                continue;
            values[property.Name] = Value(property, path);
            foreach (var rule in schema.Exclusions)
            {
                if (rule.Property == property.Name)
                    excluded.UnionWith(rule.Others.Select(other => other.Property));
                else if (rule.Others.Any(other => other.Property == property.Name))
                    excluded.Add(rule.Property);
            }
        }

        return PropertyMap.From(values);
    }

    private static PropertyValue Value(PropertySchema property, string path)
    {
        PropertyValue one = property.Object is { } nested ? Sample(nested, $"{path}.{property.Name}") : property switch
        {
            { AllowedValues: [var first, ..] } => first,
            { Scalar: ScalarKind.Boolean } => true,
            { Scalar: ScalarKind.Integer } => 3.0,
            { Scalar: ScalarKind.Number } => 0.5,
            { Name: "url" } => "https://example.com/x.git",
            { Name: "quartzCronExpression" } => "0 0 5 * * ?",
            { Name: "timezoneId" } => "UTC",
            { Name: "channel" } => "PREVIEW",
            { Name: "mode" } => "LEGACY",
            { Name: "alerts" } => "on-flow-failure",
            { Name: "edition" } => "CORE",
            _ => "x-" + property.Name,
        };
        return property.Shape switch
        {
            PropertyShape.List or PropertyShape.Set => new ArrayValue([one]),
            PropertyShape.Map => PropertyMap.From([new("k", one)]),
            _ => one,
        };
    }

    private static IEnumerable<string> Missing(ObjectSchema schema, PropertyMap given, JsonObject stored, string path)
    {
        foreach (var (name, value) in given)
        {
            var property = schema.Properties[name];
            var at = $"{path}.{property.ApiName}";
            if (stored[property.ApiName] is not { } node)
            {
                yield return at;
                continue;
            }

            if (property.Object is not { } nested)
                continue;
            var inner = value is ArrayValue list ? (ObjectValue)list.Items[0] : (ObjectValue)value;
            foreach (var missing in Missing(nested, inner.Properties, node as JsonObject ?? node[0]!.AsObject(), at))
                yield return missing;
        }
    }
}
