using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Which workspaces may use an isolated securable: <c>/api/2.1/unity-catalog/bindings</c>, and the older call for catalogs.</summary>
public interface IWorkspaceBindingsApi
{
    /// <param name="type">E.g. <c>catalog</c>.</param>
    [Patch("/api/2.1/unity-catalog/bindings/{type}/{name}")]
    Task UpdateAsync(string type, string name, [Body] WorkspaceBindingChanges changes, CancellationToken cancellationToken = default);

    [Patch("/api/2.1/unity-catalog/workspace-bindings/catalogs/{name}")]
    Task AssignCatalogAsync(string name, [Body] AssignedWorkspaces request, CancellationToken cancellationToken = default);
}

/// <param name="BindingType"><c>BINDING_TYPE_READ_WRITE</c> or <c>BINDING_TYPE_READ_ONLY</c>.</param>
public sealed record WorkspaceBinding(long WorkspaceId, string BindingType);

public sealed record WorkspaceBindingChanges(IReadOnlyList<WorkspaceBinding> Add);

public sealed record AssignedWorkspaces(IReadOnlyList<long> AssignWorkspaces);
