using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf;
using Pulumi;
using Pulumirpc;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

/// <summary>The same programs as in extracts of recordings of the real engine: the requests have to be the same, given the same answers.</summary>
public class RecordedProgramTests
{
    private const string Host = "http://127.0.0.1:18080";

    [Fact]
    public async Task Run_Create_SendsTheRecordedRequests()
    {
        var recording = Recording.Load("recorded-create.jsonl");

        var (result, engine) = await RunAsync(recording, isDryRun: false, workspace =>
        {
            var retained = new CustomResourceOptions { Provider = workspace, Version = "1.110.0", RetainOnDelete = true };
            var catalog = Declare("databricks:index/catalog:Catalog", "catalog", retained, ("comment", "catalog of sales"), ("name", "sales_orders_1"));
            var schema = Declare("databricks:index/schema:Schema", "schema", retained, ("catalogName", catalog.Name), ("comment", "bronze"), ("name", "bronze"));
            Declare(
                "databricks:index/grant:Grant",
                "catalog-owner",
                retained,
                ("catalog", catalog.Name),
                ("principal", "first.last@company.com"),
                ("privileges", ImmutableArray.Create("USE_CATALOG", "USE_SCHEMA")));
            Declare(
                "databricks:index/sqlTable:SqlTable",
                "view",
                new CustomResourceOptions { Provider = workspace, Version = "1.110.0" },
                ("catalogName", catalog.Name),
                ("columns", ImmutableArray.Create(Map(("comment", "the id's"), ("name", "id")), Map(("comment", "n"), ("name", "name")))),
                ("comment", "it's a view"),
                ("name", "orders_view"),
                ("schemaName", schema.Name),
                ("tableType", "VIEW"),
                ("viewDefinition", "SELECT `id`, `name` FROM `c`.`s`.`t`"),
                ("warehouseId", "wh1"));
            return new Dictionary<string, object?>
            {
                ["jobId"] = Output.Create("1004"),
                ["jobUrl"] = $"{Host}/jobs/1004",
                ["secretThing"] = Output.CreateSecret("s"),
            };
        });

        Assert.True(result.Succeeded);
        recording.AssertSent(engine.Requests);
    }

    [Fact]
    public async Task Run_Preview_SendsWhatIsUnknownAsUnknown()
    {
        var recording = Recording.Load("recorded-preview.jsonl");

        var (result, engine) = await RunAsync(recording, isDryRun: true, workspace =>
        {
            var options = new CustomResourceOptions { Provider = workspace, Version = "1.110.0" };
            var retained = CustomResourceOptions.Merge(options, new CustomResourceOptions { RetainOnDelete = true });
            var catalog = Declare("databricks:index/catalog:Catalog", "catalog", retained, ("comment", "catalog of sales"), ("name", "sales_orders_1"));
            Declare("databricks:index/schema:Schema", "schema", retained, ("catalogName", catalog.Name), ("comment", "bronze"), ("name", "bronze"));
            var folder = Declare("databricks:index/directory:Directory", "folder", options, ("path", "/orders_1/job"));
            var credential = Declare(
                "databricks:index/gitCredential:GitCredential",
                "git-credential",
                CustomResourceOptions.Merge(options, new CustomResourceOptions { AdditionalSecretOutputs = { "personalAccessToken" } }),
                ("force", true),
                ("gitProvider", "gitHub"),
                ("gitUsername", "bot"),
                ("personalAccessToken", Output.CreateSecret("ghp-secret")));
            var repo = Declare(
                "databricks:index/repo:Repo",
                "repo",
                CustomResourceOptions.Merge(options, new CustomResourceOptions { DependsOn = { folder, credential } }),
                ("branch", "main"),
                ("gitProvider", "gitHub"),
                ("path", "/orders_1/job/orders"),
                ("url", "https://github.com/acme/orders.git"));
            Declare(
                "databricks:index/permissions:Permissions",
                "repo-acl",
                options,
                ("accessControls", ImmutableArray.Create(
                    Map(("permissionLevel", "CAN_MANAGE"), ("userName", "first.last@company.com")),
                    Map(("groupName", "Developers"), ("permissionLevel", "CAN_EDIT")))),
                ("repoId", repo.Id));
            return new Dictionary<string, object?>();
        });

        Assert.True(result.Succeeded);
        recording.AssertSent(engine.Requests);
    }

    [Fact]
    public async Task Run_Read_SendsTheRecordedRequest()
    {
        var recording = Recording.Load("recorded-read.jsonl");
        string? owner = null;

        var (result, engine) = await RunAsync(recording, isDryRun: false, workspace =>
        {
            var catalog = Declare("databricks:index/catalog:Catalog", "catalog", new CustomResourceOptions { Provider = workspace, Version = "1.110.0", Id = "c1" });
            catalog.Owner.Apply(read => owner = read);
            return new Dictionary<string, object?>();
        });

        Assert.True(result.Succeeded);
        Assert.Equal("deploy@company.com", owner);
        recording.AssertSent(engine.Requests);
    }

    [Fact]
    public async Task Run_ReplaceOptions_SendsTheRecordedRequest()
    {
        var recording = Recording.Load("recorded-replace.jsonl");

        var (result, engine) = await RunAsync(recording, isDryRun: false, workspace =>
        {
            Declare(
                "databricks:index/sqlTable:SqlTable",
                "view",
                new CustomResourceOptions { Provider = workspace, Version = "1.110.0", DeleteBeforeReplace = true, ReplaceOnChanges = { "columns[*].name" } },
                ("catalogName", "c"),
                ("columns", ImmutableArray.Create(Map(("comment", "1"), ("name", "a")))),
                ("comment", "c"),
                ("name", "v"),
                ("schemaName", "s"),
                ("tableType", "VIEW"),
                ("viewDefinition", "SELECT `a` FROM `c`.`s`.`t`"),
                ("warehouseId", "wh1"));
            return new Dictionary<string, object?>();
        });

        Assert.True(result.Succeeded);
        recording.AssertSent(engine.Requests);
    }

    private static async Task<(ProgramResult Result, ScriptedEngine Engine)> RunAsync(
        Recording recording, bool isDryRun, Func<ProviderResource, IDictionary<string, object?>> program)
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Register = request => Task.FromResult(recording.Answer(request.Name, RegisterResourceResponse.Parser));
        engine.Read = request => recording.Answer(request.Name, ReadResourceResponse.Parser);
        var result = await InlinePrograms.RunAsync(
            engine,
            () => program(new DatabricksProvider()),
            settings => settings with { Project = "provisioner", Stack = "sales.orders.1.job.dev", IsDryRun = isDryRun });
        return (result, engine);
    }

    private static Declared Declare(string type, string name, CustomResourceOptions options, params (string Name, object? Value)[] arguments)
        => new(type, name, new DictionaryResourceArgs(arguments.ToImmutableDictionary(argument => argument.Name, argument => argument.Value)), options);

    private static ImmutableDictionary<string, object> Map(params (string Name, object Value)[] fields)
        => fields.ToImmutableDictionary(field => field.Name, field => field.Value);

    private sealed class Declared(string type, string name, ResourceArgs args, CustomResourceOptions options) : CustomResource(type, name, args, options)
    {
        [Output("name")]
        public Output<string> Name { get; private set; } = null!;

        [Output("owner")]
        public Output<string> Owner { get; private set; } = null!;
    }

    private sealed class DatabricksProvider() : ProviderResource(
        "databricks",
        "workspace",
        new Args(),
        new CustomResourceOptions
        {
            Version = "1.110.0",
            AdditionalSecretOutputs = { "azureClientSecret", "clientSecret", "googleCredentials", "metadataServiceUrl", "password", "token" },
        })
    {
        private sealed class Args : ResourceArgs
        {
            [Input("authType")]
            public Input<string> AuthType { get; } = "pat";

            [Input("host")]
            public Input<string> Host { get; } = RecordedProgramTests.Host;

            [Input("token")]
            public Input<string> Token { get; } = Output.CreateSecret("dapi-xyz");
        }
    }

    private sealed class Recording(IReadOnlyList<JsonElement> calls)
    {
        public static Recording Load(string file)
            => new([.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Pulumi", "Programs", file)).Select(line => JsonDocument.Parse(line).RootElement)]);

        public T Answer<T>(string name, MessageParser<T> parser)
            where T : IMessage<T>
            => parser.ParseJson(calls
                .Single(call => call.GetProperty("request").TryGetProperty("name", out var recorded) && recorded.GetString() == name)
                .GetProperty("response").GetRawText());

        /// <summary>Each recorded request was sent, and no other registration.</summary>
        public void AssertSent(IEnumerable<IMessage> sent)
        {
            var actual = sent.Where(message => message is RegisterResourceRequest or ReadResourceRequest or RegisterResourceOutputsRequest).ToList();
            foreach (var call in calls)
            {
                var expected = Parse(call.GetProperty("method").GetString()!, call.GetProperty("request").GetRawText());
                var match = actual.Find(message => NameOf(message) == NameOf(expected));
                Assert.NotNull(match);
                Assert.Equal(Normalise(expected).ToString(), Normalise(match).ToString());
                actual.Remove(match);
            }

            // The stack's outputs are always registered; the extracts do not all hold it.
            Assert.DoesNotContain(actual, message => message is not RegisterResourceOutputsRequest);
        }

        private static IMessage Parse(string method, string json)
            => method switch
            {
                "RegisterResource" => RegisterResourceRequest.Parser.ParseJson(json),
                "ReadResource" => ReadResourceRequest.Parser.ParseJson(json),
                _ => RegisterResourceOutputsRequest.Parser.ParseJson(json),
            };

        private static string NameOf(IMessage message)
            => message switch
            {
                RegisterResourceRequest register => $"{register.Type} {register.Name}",
                ReadResourceRequest read => $"{read.Type} {read.Name}",
                RegisterResourceOutputsRequest outputs => outputs.Urn,
                _ => "",
            };

        // The order of dependencies and of map entries means nothing. What an SDK understands of answers is its own affair.
        private static IMessage Normalise(IMessage message)
        {
            if (message is ReadResourceRequest read)
            {
                var plain = read.Clone();
                plain.AcceptResources = false;
                return plain;
            }
            if (message is not RegisterResourceRequest register)
                return message;
            var sorted = register.Clone();
            sorted.AcceptResources = sorted.SupportsPartialValues = sorted.SupportsResultReporting = false;
            sorted.Dependencies.Clear();
            sorted.Dependencies.AddRange(register.Dependencies.Order(StringComparer.Ordinal));
            sorted.PropertyDependencies.Clear();
            foreach (var (name, dependencies) in register.PropertyDependencies.OrderBy(property => property.Key, StringComparer.Ordinal))
                sorted.PropertyDependencies[name] = dependencies;
            return sorted;
        }
    }
}
