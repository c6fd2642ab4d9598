using System.Collections.Immutable;
using Provisioner.Sdk.Tests.Automation;
using Provisioner.Sdk.Tests.Pulumi.Programs;
using Pulumi;
using Pulumi.Databricks;
using Pulumi.Databricks.Inputs;
using Pulumi.Testing;
using Pulumirpc;

namespace Provisioner.Sdk.Tests.Databricks;

public sealed class GeneratedResourceTests
{
    [Fact]
    public async Task Register_Arguments_HaveTheProvidersNames()
    {
        var request = await RegisterAsync(() => _ = new Job("job", new JobArgs
        {
            Name = "nightly",
            MaxConcurrentRuns = 2,
            Tasks = { new JobTaskArgs { TaskKey = "main", NotebookTask = new JobTaskNotebookTaskArgs { NotebookPath = "nb", BaseParameters = { ["a"] = "b" } } } },
            Tags = { ["team"] = "x" },
        }));

        Assert.Equal(("databricks:index/job:Job", "1.110.0"), (request.Type, request.Version));
        Assert.Equal(
            """{ "maxConcurrentRuns": 2, "name": "nightly", "tags": { "team": "x" }, "tasks": [ { "notebookTask": { "baseParameters": { "a": "b" }, "notebookPath": "nb" }, "taskKey": "main" } ] }""",
            Sorted(request));
    }

    [Fact]
    public async Task Register_SecretArgument_IsSentAsSecret()
    {
        var request = await RegisterAsync(() => _ = new GitCredential("git", new GitCredentialArgs { GitProvider = "gitHub", PersonalAccessToken = "pat" }));

        var token = request.Object.Fields["personalAccessToken"].StructValue.Fields;
        Assert.Equal("1b47061264138c4ac30d75fd1eb44270", token["4dabf18193072939515e22adb298388d"].StringValue);
        Assert.Equal("pat", token["value"].StringValue);
        Assert.Equal(["personalAccessToken"], request.AdditionalSecretOutputs);
    }

    [Fact]
    public async Task Register_SecretSetToNull_IsLeftOut()
    {
        Assert.SkipWhen(SdkBuild.IsOfficial, "It sends a secret null.");
        var request = await RegisterAsync(() => _ = new GitCredential("git", new GitCredentialArgs { GitProvider = "gitHub", PersonalAccessToken = null }));

        Assert.DoesNotContain("personalAccessToken", request.Object.Fields.Keys);
    }

    [Fact]
    public async Task Register_RequiredArgumentMissing_Fails()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var result = await InlinePrograms.RunAsync(engine, () => _ = new Repo("repo", new RepoArgs()));

        Assert.False(result.Succeeded);
        Assert.Contains("RepoArgs.Url", result.Exception!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_Provider_SendsOtherThanTextAsJson()
    {
        var request = await RegisterAsync(() => _ = new Provider("p", new ProviderArgs { Host = "https://x", AuthType = "pat", SkipVerify = true, RateLimit = 5, Scopes = { "a" } }));

        Assert.Equal("pulumi:providers:databricks", request.Type);
        Assert.Equal("""{ "authType": "pat", "host": "https://x", "rateLimit": "5", "scopes": "[ \"a\" ]", "skipVerify": "true" }""", Sorted(request));
    }

    [Fact]
    public async Task Outputs_NestedTypes_AreRead()
    {
        string? path = null;
        await Deployment.TestAsync(new Mocks(), new TestOptions { IsPreview = false }, () =>
        {
            var job = new Job("job", new JobArgs { Name = "nightly" });
            job.Tasks.Apply(tasks => path = tasks[0].NotebookTask!.NotebookPath + tasks[0].DependsOns[0].TaskKey);
        });

        Assert.Equal("nbfirst", path);
    }

    [Fact]
    public async Task Register_EmptyId_IsNone()
    {
        var request = await RegisterAsync(() => _ = new Repo("repo", new RepoArgs { Url = "https://x" }, new CustomResourceOptions { Id = "" }));

        Assert.Equal("repo", request.Name);
    }

    [Fact]
    public async Task Get_LiveObject_IsRead()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await InlinePrograms.RunAsync(engine, () => _ = Job.Get("job", "123"));

        var request = engine.RequestsOf<ReadResourceRequest>().Single();
        Assert.Equal(("databricks:index/job:Job", "job", "123", "1.110.0"), (request.Type, request.Name, request.Id, request.Version));
    }

    private static string Sorted(RegisterResourceRequest request)
        => new global::Google.Protobuf.JsonFormatter(global::Google.Protobuf.JsonFormatter.Settings.Default).Format(Sort(request.Object));

    private static global::Google.Protobuf.WellKnownTypes.Struct Sort(global::Google.Protobuf.WellKnownTypes.Struct value)
    {
        var sorted = new global::Google.Protobuf.WellKnownTypes.Struct();
        foreach (var (name, member) in value.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            sorted.Fields[name] = Sort(member);
        }
        return sorted;
    }

    private static global::Google.Protobuf.WellKnownTypes.Value Sort(global::Google.Protobuf.WellKnownTypes.Value value) => value.KindCase switch
    {
        global::Google.Protobuf.WellKnownTypes.Value.KindOneofCase.StructValue => new() { StructValue = Sort(value.StructValue) },
        global::Google.Protobuf.WellKnownTypes.Value.KindOneofCase.ListValue => new() { ListValue = new() { Values = { value.ListValue.Values.Select(Sort) } } },
        _ => value,
    };

    private static async Task<RegisterResourceRequest> RegisterAsync(Action program)
    {
        await using var engine = await ScriptedEngine.StartAsync();
        var result = await InlinePrograms.RunAsync(engine, program);
        Assert.Null(result.Exception);
        return engine.RequestsOf<RegisterResourceRequest>().Single(request => request.Type != "pulumi:pulumi:Stack");
    }

    private sealed class Mocks : IMocks
    {
        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException(args.Token);

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) => Task.FromResult<(string?, object)>((
            "1",
            args.Inputs.Add("tasks", ImmutableArray.Create<object>(ImmutableDictionary<string, object>.Empty
                .Add("taskKey", "main")
                .Add("dependsOns", ImmutableArray.Create<object>(ImmutableDictionary<string, object>.Empty.Add("taskKey", "first")))
                .Add("notebookTask", ImmutableDictionary<string, object>.Empty.Add("notebookPath", "nb"))))));
    }
}
