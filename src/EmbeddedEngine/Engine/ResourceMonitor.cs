using System.Collections.Concurrent;
using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>The engine's side of a running program: fills in what a declaration inherits, and answers when its resource is done.</summary>
internal sealed class ResourceMonitor(
    Registrar registrar, ProviderRegistry providers, DefaultProviders defaults, StackOutputs stackOutputs, ResourceHooks hooks, RunControl control, OperationEvents events) : IResourceMonitor
{
    private readonly ConcurrentDictionary<string, ResourceGoal> _goals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableSortedDictionary<string, string>> _componentProviders = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _allDeclared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _programMayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the program has said that it declares nothing more.</summary>
    public Task AllDeclared => _allDeclared.Task;

    /// <summary>Lets a program go that waits for the engine to be done with it.</summary>
    public void Release() => _programMayEnd.TrySetResult();

    public async Task<RegisteredResource> RegisterAsync(ResourceGoal goal, CancellationToken cancellationToken)
    {
        goal = Inherit(goal with { Properties = goal.Properties.WithoutOutputValues() });
        if (Urn.IsProviderType(goal.Type))
        {
            goal = goal with { Properties = ProviderArguments(goal) };
        }
        else if (goal.Custom)
        {
            goal = goal with { Provider = await ProviderAsync(goal, cancellationToken).ConfigureAwait(false) };
        }
        else
        {
            goal = goal with { Provider = "" };
        }

        var outcome = await AnswerAsync(registrar.RegisterAsync(goal), cancellationToken).ConfigureAwait(false);
        if (outcome.Result != ResourceResult.Success && !goal.SupportsResultReporting)
        {
            throw new ResourceMonitorException("resource registration failed");
        }

        var state = outcome.Entry.State;
        _goals[state.Urn] = goal;
        if (!goal.Custom)
        {
            _componentProviders[state.Urn] = goal.Providers;
        }

        // A component's outputs may name resources that the program has not declared yet.
        return new RegisteredResource(state.Urn, state.Id, goal.Custom ? state.Outputs : PropertyMap.Empty, outcome.Result) { IsUnknown = outcome.IsUnknown };
    }

    public async Task<RegisteredResource> ReadAsync(ReadGoal goal, CancellationToken cancellationToken)
    {
        goal = goal with { Properties = goal.Properties.WithoutOutputValues() };
        if (goal.Provider.Length == 0)
        {
            goal = goal with { Provider = await DefaultProviderAsync(goal.Type, "Read", goal.Version, cancellationToken).ConfigureAwait(false) };
        }

        var outcome = await AnswerAsync(registrar.ReadAsync(goal), cancellationToken).ConfigureAwait(false);
        var state = outcome.Entry.State;
        return new RegisteredResource(state.Urn, state.Id, state.Outputs, outcome.Result);
    }

    public async Task<PropertyMap> InvokeAsync(InvokeGoal goal, CancellationToken cancellationToken)
    {
        var package = Urn.Package(goal.Token);
        var provider = goal.Provider.Length > 0 ? goal.Provider
            : ProviderOfParent(goal.Parent, package) ?? await DefaultProviderAsync(goal.Token, "Invoke", goal.Version, cancellationToken).ConfigureAwait(false);
        try
        {
            var instance = await providers.ByReferenceAsync(provider, goal.Token, cancellationToken).ConfigureAwait(false);
            return await instance.InvokeAsync(goal.Token, goal.Arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException e)
        {
            throw new ResourceMonitorException($"invocation of {goal.Token} returned an error: {e.Message}");
        }
    }

    public Task RegisterOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellationToken)
    {
        if (stackOutputs.Register(urn, outputs.WithoutOutputValues(), out var done))
        {
            return done;
        }

        events.Error(urn, $"cannot complete a resource '{urn}' whose registration isn't pending");
        control.Refuse();
        throw new ResourceMonitorException($"cannot complete a resource '{urn}' whose registration isn't pending");
    }

    public void RegisterHook(ResourceHook hook) => hooks.Add(hook);

    public void RegisterHook(ErrorHook hook) => hooks.Add(hook);

    public void Log(LogSeverity severity, string message, string urn, int streamId, bool ephemeral) => events.Log(severity, message, urn, streamId, ephemeral);

    public Task SignalAndWaitForShutdownAsync(CancellationToken cancellationToken)
    {
        _allDeclared.TrySetResult();
        return _programMayEnd.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Waits for the work, or for the end of an operation that will not do it any more.</summary>
    private async Task<RegistrationOutcome> AnswerAsync(Task<RegistrationOutcome?> work, CancellationToken cancellationToken)
    {
        if (await work.WaitAsync(cancellationToken).ConfigureAwait(false) is { } outcome)
        {
            return outcome;
        }

        await control.Closed.WaitAsync(cancellationToken).ConfigureAwait(false);
        throw new OperationCanceledException("the operation ended before the resource was done");
    }

    private ResourceGoal Inherit(ResourceGoal goal)
    {
        if (goal.Parent.Length > 0 && _goals.TryGetValue(goal.Parent, out var parent))
        {
            var isSamePackage = ProviderReference.TryParse(parent.Provider, out var reference) && Urn.ProviderPackage(Urn.Type(reference.Urn)) == Urn.Package(goal.Type);
            goal = goal with
            {
                DeletedWith = goal.DeletedWith.Length > 0 ? goal.DeletedWith : parent.DeletedWith,
                Protect = goal.Protect ?? parent.Protect,
                RetainOnDelete = goal.RetainOnDelete ?? parent.RetainOnDelete,
                Provider = goal.Provider.Length == 0 && goal.Custom && isSamePackage && !Urn.IsProviderType(goal.Type) ? parent.Provider : goal.Provider,
            };
        }

        if (!goal.Custom && _componentProviders.TryGetValue(goal.Parent, out var inherited))
        {
            goal = goal with { Providers = inherited.SetItems(goal.Providers) };
        }

        return goal;
    }

    private string? ProviderOfParent(string parent, string package) =>
        _componentProviders.TryGetValue(parent, out var inherited) && inherited.TryGetValue(package, out var fromComponent) ? fromComponent
        : _goals.TryGetValue(parent, out var goal) && ProviderReference.TryParse(goal.Provider, out var reference) && Urn.ProviderPackage(Urn.Type(reference.Urn)) == package ? goal.Provider
        : null;

    private async Task<string> ProviderAsync(ResourceGoal goal, CancellationToken cancellationToken)
    {
        var package = Urn.Package(goal.Type);
        if (goal.Provider.Length > 0)
        {
            return goal.Provider;
        }

        if (goal.Providers.TryGetValue(package, out var own))
        {
            return own;
        }

        return _componentProviders.TryGetValue(goal.Parent, out var inherited) && inherited.TryGetValue(package, out var fromParent)
            ? fromParent
            : await DefaultProviderAsync(goal.Type, goal.Name, goal.Version, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> DefaultProviderAsync(string type, string user, string version, CancellationToken cancellationToken)
    {
        var package = Urn.Package(type);
        if (defaults.IsDenied(package))
        {
            var message = $"Default provider for '{package}' disabled. '{user}' must use an explicit provider.";
            events.Error("", message);
            control.Refuse();
            throw new ResourceMonitorException(message);
        }

        if (await defaults.ReferenceAsync(package, version).WaitAsync(cancellationToken).ConfigureAwait(false) is { } reference)
        {
            return reference;
        }

        await control.Closed.WaitAsync(cancellationToken).ConfigureAwait(false);
        throw new OperationCanceledException("the operation ended before the default provider was there");
    }

    private PropertyMap ProviderArguments(ResourceGoal goal)
    {
        var version = goal.Version.Length > 0 ? goal.Version : defaults.InstalledVersion(Urn.ProviderPackage(goal.Type));
        var arguments = goal.Properties.Set(ProviderRegistry.InternalKey, PropertyMap.Empty);
        return version.Length > 0 ? arguments.Set(ProviderRegistry.VersionKey, version) : arguments;
    }
}
