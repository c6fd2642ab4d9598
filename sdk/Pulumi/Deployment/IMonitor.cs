using Pulumirpc;

namespace Pulumi;

/// <summary>The resource monitor, as far as programs use it.</summary>
internal interface IMonitor
{
    /// <summary>What the monitor can do besides its first version; null when it can only be asked feature by feature.</summary>
    Task<IReadOnlyCollection<ResourceMonitorFeature>?> GetFeaturesAsync();

    Task<bool> SupportsFeatureAsync(string id);

    Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request);

    Task<ReadResourceResponse> ReadResourceAsync(Resource resource, ReadResourceRequest request);

    Task<RegisterResourceResponse> RegisterResourceAsync(Resource resource, RegisterResourceRequest request);

    Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request);

    /// <summary>The program is done; returns when the engine no longer needs it.</summary>
    Task SignalAndWaitForShutdownAsync();
}

/// <summary>The engine, as far as programs use it.</summary>
internal interface IEngine
{
    Task LogAsync(LogRequest request);
}
