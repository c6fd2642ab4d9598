using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi.Testing;

/// <summary>A monitor that lets mocks answer.</summary>
internal sealed class MockMonitor(IMocks mocks, DeploymentSettings settings) : IMonitor
{
    private readonly ConcurrentDictionary<string, Struct> _registered = new(StringComparer.Ordinal);
    private ImmutableArray<Resource> _resources = [];

    /// <summary>What the program declared, the stack included, in order.</summary>
    public ImmutableArray<Resource> Resources => _resources;

    // Without output values: mocks see arguments, not outputs.
    public Task<IReadOnlyCollection<ResourceMonitorFeature>?> GetFeaturesAsync()
        => Task.FromResult<IReadOnlyCollection<ResourceMonitorFeature>?>(
            [.. System.Enum.GetValues<ResourceMonitorFeature>().Where(feature => feature != ResourceMonitorFeature.OutputValues)]);

    public Task<bool> SupportsFeatureAsync(string id) => Task.FromResult(true);

    public async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request)
    {
        if (request.Tok != "pulumi:pulumi:getResource")
        {
            var result = await mocks.CallAsync(new MockCallArgs { Token = request.Tok, Args = ToDictionary(request.Args), Provider = request.Provider }).ConfigureAwait(false);
            return new ResourceInvokeResponse { Return = await ToStructAsync(result).ConfigureAwait(false) };
        }

        var urn = request.Args.Fields[WireNames.Urn].StringValue;
        return new ResourceInvokeResponse
        {
            Return = _registered.GetValueOrDefault(urn) ?? throw new InvalidOperationException($"Unknown resource {urn}"),
        };
    }

    public async Task<ReadResourceResponse> ReadResourceAsync(Resource resource, ReadResourceRequest request)
    {
        Add(resource);
        var (urn, _, state) = await AnswerAsync(
            request.Parent,
            new MockResourceArgs { Type = request.Type, Name = request.Name, Inputs = ToDictionary(request.Properties), Provider = request.Provider, Id = request.Id })
            .ConfigureAwait(false);
        return new ReadResourceResponse { Urn = urn, Properties = state };
    }

    public async Task<RegisterResourceResponse> RegisterResourceAsync(Resource resource, RegisterResourceRequest request)
    {
        Add(resource);
        if (request.Type == Stack.TypeName)
            return new RegisterResourceResponse { Urn = ToUrn(request.Parent, request.Type, request.Name), Object = new Struct() };
        var (urn, id, state) = await AnswerAsync(
            request.Parent,
            new MockResourceArgs { Type = request.Type, Name = request.Name, Inputs = ToDictionary(request.Object), Provider = request.Provider, Id = request.ImportId })
            .ConfigureAwait(false);
        return new RegisterResourceResponse { Urn = urn, Id = id, Object = state };
    }

    public Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request)
        => mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(
            request.Urn,
            request.Outputs.Fields.ToImmutableDictionary(field => field.Key, field => Output<object?>.FromData(PropertyDeserializer.Read(field.Value)))));

    public Task SignalAndWaitForShutdownAsync() => Task.CompletedTask;

    private static ImmutableDictionary<string, object> ToDictionary(Struct properties)
        => (from field in properties.Fields
            let data = PropertyDeserializer.Read(field.Value)
            where data.IsKnown && data.Value is not null
            select KeyValuePair.Create(field.Key, data.Value)).ToImmutableDictionary();

    private static async Task<Struct> ToStructAsync(object state)
    {
        // Mocks also answer with dictionaries that are not IDictionary, such as expando objects.
        var plain = state is not System.Collections.IDictionary && state is IEnumerable<KeyValuePair<string, object?>> entries ? entries.ToImmutableDictionary() : state;
        var value = await new PropertySerializer(new SerializationOptions { KeepResources = true }).SerializeAsync("mock", plain).ConfigureAwait(false);
        return value?.StructValue ?? throw new InvalidOperationException($"A mock answered with {state.GetType().FullName}: it has to be a dictionary.");
    }

    private async Task<(string Urn, string Id, Struct State)> AnswerAsync(string parent, MockResourceArgs args)
    {
        var (id, state) = await mocks.NewResourceAsync(args).ConfigureAwait(false);
        var urn = ToUrn(parent, args.Type!, args.Name!);
        var properties = await ToStructAsync(state).ConfigureAwait(false);
        _registered[urn] = new Struct
        {
            Fields = { [WireNames.Urn] = Value.ForString(urn), [WireNames.Id] = Value.ForString(id ?? args.Id ?? ""), ["state"] = Value.ForStruct(properties) },
        };
        return (urn, id ?? args.Id ?? "", properties);
    }

    private void Add(Resource resource) => ImmutableInterlocked.Update(ref _resources, resources => resources.Add(resource));

    private string ToUrn(string parent, string type, string name)
    {
        var qualified = string.IsNullOrEmpty(parent) ? type : $"{parent.Split("::")[2].Split('$')[0]}${type}";
        return $"urn:pulumi:{settings.Stack}::{settings.Project}::{qualified}::{name}";
    }
}
