using Pulumirpc;

namespace Pulumi;

/// <summary>What the monitor can do, asked once per deployment; of older monitors once per feature.</summary>
internal sealed class MonitorFeatures(IMonitor monitor)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceMonitorFeature, Task<bool>> _answers = [];
    private Task<IReadOnlyCollection<ResourceMonitorFeature>?>? _all;

    public Task<bool> SupportsAsync(ResourceMonitorFeature feature)
    {
        lock (_gate)
        {
            if (!_answers.TryGetValue(feature, out var answer))
                _answers[feature] = answer = AskAsync(_all ??= monitor.GetFeaturesAsync(), feature);
            return answer;
        }
    }

    /// <exception cref="InvalidOperationException">The monitor cannot do it.</exception>
    public async Task RequireAsync(ResourceMonitorFeature feature, string option)
    {
        if (!await SupportsAsync(feature).ConfigureAwait(false))
            throw new InvalidOperationException($"The Pulumi CLI does not support the {option} option. Please update the Pulumi CLI.");
    }

    private async Task<bool> AskAsync(Task<IReadOnlyCollection<ResourceMonitorFeature>?> all, ResourceMonitorFeature feature)
    {
        var name = feature.ToString();
        return await all.ConfigureAwait(false) is { } features
            ? features.Contains(feature)
            : await monitor.SupportsFeatureAsync(char.ToLowerInvariant(name[0]) + name[1..]).ConfigureAwait(false);
    }
}
