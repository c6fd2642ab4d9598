using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Events;

public class EngineEventJsonTests
{
    private const string ProviderUrn = "urn:pulumi:sales.orders.1.job.dev::provisioner::pulumi:providers:databricks::workspace";
    private const string StackUrn = "urn:pulumi:sales.orders.1.job.dev::provisioner::pulumi:pulumi:Stack::provisioner-sales.orders.1.job.dev";
    private const string RepoUrn = "urn:pulumi:sales.orders.1.job.dev::provisioner::databricks:index/repo:Repo::repo";

    /// <summary>As the CLI wrote it when it created a provider with a secret token.</summary>
    [Fact]
    public void ResourcePreEvent_ProviderWithSecret_IsAsRecorded() => AssertRecorded(
        "provider-pre.json",
        new ResourcePreEvent(
            new StepMetadata
            {
                Op = "create",
                Urn = ProviderUrn,
                Type = "pulumi:providers:databricks",
                Logical = true,
                New = new ResourceState
                {
                    Urn = ProviderUrn,
                    Type = "pulumi:providers:databricks",
                    Custom = true,
                    Parent = StackUrn,
                    Inputs = PropertyMap.Empty.Set("__internal", PropertyMap.Empty).Set("authType", "pat").Set("host", "http://127.0.0.1:18080")
                        .Set("token", new SecretValue("dapi-xyz")).Set("version", "1.110.0"),
                },
            },
            Planning: false));

    /// <summary>As the CLI wrote it for a preview of a replacement; properties are cut.</summary>
    [Fact]
    public void ResourcePreEvent_ReplacementInPreview_IsAsRecorded() => AssertRecorded(
        "replace-pre.json",
        new ResourcePreEvent(
            new StepMetadata
            {
                Op = "create-replacement",
                Urn = RepoUrn,
                Type = "databricks:index/repo:Repo",
                Keys = ["url"],
                Diffs = ["url"],
                DetailedDiff = ImmutableSortedDictionary<string, PropertyDiff>.Empty.Add("url", new PropertyDiff(PropertyDiffKind.UpdateReplace, InputDiff: false)),
                Provider = "p::1",
                Old = Repo("1001", "https://github.com/acme/orders.git"),
                New = Repo("", "https://github.com/acme/other.git") with { RetainOnDelete = true },
            },
            Planning: true));

    [Fact]
    public void DiagnosticEvent_OfAnOperation_LeavesTheUrnOut() => AssertRecorded(
        "diagnostic.json", new DiagnosticEvent("", "error: ", "update failed\n", "error", 0, Ephemeral: false));

    [Fact]
    public void SummaryEvent_Failed_IsAsRecorded() => AssertRecorded(
        "summary.json",
        new SummaryEvent(MaybeCorrupt: false, TimeSpan.FromMilliseconds(940), ImmutableSortedDictionary<string, int>.Empty.Add("create", 2), IsPreview: false, "failed"));

    [Fact]
    public void ResourceOperationFailedEvent_StateWithErrors_HasStatusAndSteps()
    {
        var state = Repo("1", "u") with { InitErrors = ["why"], External = true, Protect = true, Delete = true };
        var json = EngineEventJson.ToJson(new ResourceOperationFailedEvent(new StepMetadata { Op = "update", Urn = RepoUrn, Type = "t", Old = state }, Status: 1, Steps: 2));

        var payload = json["resOpFailedEvent"]!;
        Assert.Equal(1, (int)payload["status"]!);
        Assert.Equal(2, (int)payload["steps"]!);
        var old = payload["metadata"]!["old"]!;
        Assert.Equal("""["why"]""", old["initErrors"]!.ToJsonString());
        Assert.True((bool)old["external"]! && (bool)old["protect"]! && (bool)old["delete"]!);
        Assert.Null(payload["metadata"]!["logical"]);
    }

    [Fact]
    public void Properties_EveryKind_AreWrittenAndNoSecretShows()
    {
        var properties = PropertyMap.Empty
            .Set("null", PropertyValue.Null).Set("unknown", PropertyValue.Unknown).Set("number", 1.5).Set("big", 1763800000000d).Set("flag", true)
            .Set("list", new ArrayValue(["a", new SecretValue("hidden")])).Set("output", new OutputValue("hidden", Secret: true, []))
            .Set("reference", new ResourceReferenceValue(RepoUrn, "1", ""));

        var json = EngineEventJson.ToJson(new ResourcePreEvent(
            new StepMetadata { Op = "create", Urn = RepoUrn, Type = "t", New = new ResourceState { Urn = RepoUrn, Type = "t", Custom = true, Inputs = properties } }, Planning: false));

        var text = json["resourcePreEvent"]!["metadata"]!["new"]!["inputs"]!.ToJsonString();
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        Assert.Contains("\"big\":1763800000000", text, StringComparison.Ordinal);
        Assert.Contains("\"null\":null", text, StringComparison.Ordinal);
        Assert.Contains("\"unknown\":\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"", text, StringComparison.Ordinal);
    }

    private static ResourceState Repo(string id, string url) => new()
    {
        Urn = RepoUrn,
        Type = "databricks:index/repo:Repo",
        Custom = true,
        Id = id,
        Parent = StackUrn,
        Provider = "p::1",
        Inputs = PropertyMap.Empty.Set("__defaults", new ArrayValue([])).Set("url", url),
    };

    private static void AssertRecorded(string file, EngineEvent engineEvent)
    {
        var recorded = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Events", file)))!;
        Assert.Equal(recorded.ToJsonString(), EngineEventJson.ToJson(engineEvent).ToJsonString());
    }
}
