using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>What steps need to do their work.</summary>
internal sealed class StepContext(bool dryRun, ProviderRegistry providers, OperationEvents events, TimeProvider time)
{
    public bool DryRun => dryRun;

    public OperationEvents Events => events;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The provider that does the work for a custom resource.</summary>
    /// <exception cref="ProviderException">It is not there.</exception>
    public Task<IResourceProvider> ProviderOfAsync(ResourceState state, CancellationToken cancellationToken) =>
        providers.ForResourceAsync(state, cancellationToken);

    /// <summary>Makes a provider resource that did not change ready for use.</summary>
    public Task KeepProviderAsync(ResourceState state, bool isChecked, CancellationToken cancellationToken) =>
        providers.KeepAsync(state, isChecked, cancellationToken);

    public static TimeSpan? Timeout(double? seconds) => seconds is > 0 ? TimeSpan.FromSeconds(seconds.Value) : null;
}
