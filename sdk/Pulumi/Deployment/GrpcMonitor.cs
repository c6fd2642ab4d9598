using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi;

/// <summary>The monitor of a running engine.</summary>
internal sealed class GrpcMonitor(string address) : IMonitor
{
    private readonly ResourceMonitor.ResourceMonitorClient _client = new(EngineChannels.Open(address));

    public async Task<IReadOnlyCollection<ResourceMonitorFeature>?> GetFeaturesAsync()
    {
        try
        {
            var info = await _client.GetDeploymentInfoAsync(new Empty()).ResponseAsync.ConfigureAwait(false);
            return info.SupportedFeatures;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
        {
            return null;
        }
    }

    public async Task<bool> SupportsFeatureAsync(string id)
        => (await _client.SupportsFeatureAsync(new SupportsFeatureRequest { Id = id }).ResponseAsync.ConfigureAwait(false)).HasSupport;

    public Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request) => _client.InvokeAsync(request).ResponseAsync;

    public Task<ReadResourceResponse> ReadResourceAsync(Resource resource, ReadResourceRequest request) => _client.ReadResourceAsync(request).ResponseAsync;

    public Task<RegisterResourceResponse> RegisterResourceAsync(Resource resource, RegisterResourceRequest request)
        => _client.RegisterResourceAsync(request).ResponseAsync;

    public Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request) => _client.RegisterResourceOutputsAsync(request).ResponseAsync;

    public async Task SignalAndWaitForShutdownAsync()
    {
        try
        {
            await _client.SignalAndWaitForShutdownAsync(new Empty()).ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
        {
            // An older engine: it learns from the program's end alone.
        }
    }
}

/// <summary>A running engine.</summary>
internal sealed class GrpcEngine(string address) : IEngine
{
    private readonly Engine.EngineClient _client = new(EngineChannels.Open(address));

    public Task LogAsync(LogRequest request) => _client.LogAsync(request).ResponseAsync;
}
