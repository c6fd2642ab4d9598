using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Provisioner.Stacks.Tests;

/// <summary>Runs a program against mocks and keeps what it declared, with options, and what it returned.</summary>
internal sealed class ProgramRun
{
    private ProgramRun(IReadOnlyList<Declared> resources, JsonObject outputs) => (Resources, Outputs) = (resources, outputs);

    public IReadOnlyList<Declared> Resources { get; }

    public JsonObject Outputs { get; }

    public Declared this[string type, string name] => Assert.Single(Resources, resource => resource.Type == type && resource.Name == name);

    public IEnumerable<string> Names => Resources.Select(resource => resource.Name);

    public bool Has(string type, string name) => Resources.Any(resource => resource.Type == type && resource.Name == name);

    public static async Task<ProgramRun> Of(Func<IDictionary<string, object?>> program)
    {
        var mocks = new Mocks();
        var stack = new Recorder(program);
        await Deployment.TestWithServiceProviderAsync<RecordingStack>(mocks, stack, new TestOptions { IsPreview = false, ProjectName = "databricks-provisioner", StackName = "test" });
        var resources = new List<Declared>();
        foreach (var args in stack.Registered.Where(args => args.Resource is not Pulumi.Stack))
            resources.Add(await Describe(args, mocks));
        var outputs = new JsonObject();
        foreach (var (name, value) in stack.Outputs)
            outputs[name] = JsonSerializer.SerializeToNode(value is Output<string> output ? await OutputUtilities.GetValueAsync(output) : value);
        return new ProgramRun([.. resources.OrderBy(resource => resource.Type, StringComparer.Ordinal).ThenBy(resource => resource.Name, StringComparer.Ordinal)], outputs);
    }

    private static async Task<Declared> Describe(ResourceTransformationArgs args, Mocks mocks)
    {
        var (type, name) = (args.Resource.GetResourceType(), args.Resource.GetResourceName());
        var mocked = mocks.Seen[(type, name)];
        var dependsOn = await OutputUtilities.GetValueAsync(args.Options.DependsOn.ToOutput());
        var options = (CustomResourceOptions)args.Options;
        return new Declared
        {
            Type = type,
            Name = name,
            Inputs = (JsonObject)JsonSerializer.SerializeToNode(mocked.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal).ToDictionary())!,
            Provider = options.Provider?.GetResourceName(),
            DependsOn = dependsOn.IsDefault ? [] : [.. dependsOn.Select(resource => resource.GetResourceName())],
            Options = options,
            Args = args.Args,
            // Generated classes pass an empty id for a resource that is not read.
            ReadId = options.Id is not null && await OutputUtilities.GetValueAsync(options.Id.ToOutput()) is { Length: > 0 } id ? id : null,
        };
    }

    private sealed class Recorder(Func<IDictionary<string, object?>> program) : IServiceProvider
    {
        public List<ResourceTransformationArgs> Registered { get; } = [];

        public IDictionary<string, object?> Outputs { get; private set; } = new Dictionary<string, object?>();

        public object GetService(Type serviceType) => new RecordingStack(this);

        public void Run() => Outputs = program();
    }

    private sealed class RecordingStack : Pulumi.Stack
    {
        public RecordingStack(Recorder recorder)
            : base(new StackOptions
            {
                ResourceTransformations =
                [
                    args =>
                    {
                        recorder.Registered.Add(args);
                        return null;
                    },
                ],
            }) => recorder.Run();
    }

    /// <summary>Answers as the engine does: ids, the arguments, and what only the cloud can tell.</summary>
    private sealed class Mocks : IMocks
    {
        public ConcurrentDictionary<(string Type, string Name), MockResourceArgs> Seen { get; } = new();

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Seen[(args.Type!, args.Name!)] = args;
            var state = args.Inputs.ToBuilder();
            switch (args.Type)
            {
                case "azure-native:databricks:Workspace":
                    state["workspaceUrl"] = "adb-7.7.azuredatabricks.net";
                    state["workspaceId"] = "7777";
                    break;
                case "databricks:index/catalog:Catalog" when !state.ContainsKey("name"):
                    state["name"] = args.Id!;
                    break;
                case "databricks:index/schema:Schema" when !state.ContainsKey("name"):
                    state["name"] = args.Id![(args.Id!.IndexOf('.', StringComparison.Ordinal) + 1)..];
                    break;
                case "databricks:index/sqlTable:SqlTable":
                    state["tableId"] = "table-id";
                    return Task.FromResult<(string?, object)>(($"{state["catalogName"]}.{state["schemaName"]}.{state["name"]}", state.ToImmutable()));
            }

            return Task.FromResult<(string?, object)>((string.IsNullOrEmpty(args.Id) ? $"{args.Name}-id" : args.Id, state.ToImmutable()));
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"The program calls {args.Token}: programs are pure.");
    }
}
