namespace Pulumi.Automation;

/// <summary>Repairs of a stack's state.</summary>
public sealed class WorkspaceStackState
{
    private readonly WorkspaceStack _stack;

    internal WorkspaceStackState(WorkspaceStack stack) => _stack = stack;

    /// <summary>Forgets a resource, without deleting the object.</summary>
    /// <param name="force">Also when it is protected.</param>
    public Task DeleteAsync(string urn, bool force = false, CancellationToken cancellationToken = default)
        => _stack.RunCommandAsync(force ? ["state", "delete", urn, "--force"] : ["state", "delete", urn], options: null, onEvent: null, cancellationToken);

    public Task UnprotectAsync(string urn, CancellationToken cancellationToken = default)
        => _stack.RunCommandAsync(["state", "unprotect", urn], options: null, onEvent: null, cancellationToken);

    public Task UnprotectAllAsync(CancellationToken cancellationToken = default)
        => _stack.RunCommandAsync(["state", "unprotect", "--all"], options: null, onEvent: null, cancellationToken);
}
