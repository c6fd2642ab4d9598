using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>A catalog of Unity Catalog; its id is its name. The schema "default" that comes with it is removed at once.</summary>
internal sealed class CatalogHandler() : ResourceHandler("databricks:index/catalog:Catalog", "catalog")
{
    private const string AuthorizedPaths = "authorized_paths";

    private static readonly HashSet<string> Created = new(StringComparer.Ordinal)
    {
        "browseOnly", "comment", "connectionName", "customMaxRetentionHours", "managedEncryptionSettings", "name", "options", "properties", "providerName",
        "shareName", "storageRoot",
    };

    private static readonly HashSet<string> Updated = new(StringComparer.Ordinal)
    {
        "comment", "customMaxRetentionHours", "enablePredictiveOptimization", "isolationMode", "managedEncryptionSettings", "properties",
    };

    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(planned.Text("metastoreId"), cancellationToken);
        var catalog = await context.Workspace.Catalogs.CreateAsync(ApiBody.Create(Schema, planned, property => Created.Contains(property.Name)), cancellationToken);
        // Shared and foreign catalogs bring their own schemas.
        if (planned.Text("shareName").Length == 0 && planned.Text("connectionName").Length == 0)
            await context.Workspace.Schemas.DeleteAsync(catalog.Name + ".default", cancellationToken: cancellationToken);
        if (new[] { "owner", "isolationMode", "enablePredictiveOptimization" }.Any(key => planned.Text(key).Length > 0))
        {
            await context.Workspace.Catalogs.UpdateAsync(catalog.Name, ApiBody.Create(Schema, planned, property => property.Name == "owner" || Updated.Contains(property.Name)), cancellationToken);
            await BindAsync(context, catalog.Name, planned, cancellationToken);
        }

        return catalog.Name;
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken) =>
        ApiState.Merge(Schema, prior, ToJson(await context.Workspace.Catalogs.GetAsync(id, cancellationToken)), isNew, property => property.Name is not ("forceDestroy" or "providerConfig"));

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(planned.Text("metastoreId"), cancellationToken);
        var body = ApiBody.Create(Schema, planned, property => Updated.Contains(property.Name));
        if (planned.Text("catalogType") != "MANAGED_CATALOG")
            body.Remove("enable_predictive_optimization");
        if (planned.Object("options")?.Get(AuthorizedPaths) is StringValue paths)
            body["options"] = new JsonObject { [AuthorizedPaths] = paths.Value };
        if (await UnityUpdate.RunAsync(Schema, prior, planned, body, (changes, token) => context.Workspace.Catalogs.UpdateAsync(id, changes, token), cancellationToken))
            await BindAsync(context, id, planned, cancellationToken);
        return planned;
    }

    public override async Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(state.Text("metastoreId"), cancellationToken);
        if (IsIsolated(state))
        {
            await context.Workspace.Bindings.AssignCatalogAsync(
                id, new AssignedWorkspaces([await WorkspaceIdAsync(context, cancellationToken)]), cancellationToken);
        }

        await context.Workspace.Catalogs.DeleteAsync(id, state.Flag("forceDestroy") ? true : null, cancellationToken);
    }

    // The old name stays in the real provider, which sends no new one and says nothing.
    public override PropertyMap AdjustPlan(PropertyMap? prior, PropertyMap planned) => prior is not null && planned.Text("name").Length > 0 && planned.Text("name") != prior.Text("name")
        ? throw new ProviderException($"a catalog cannot be renamed (from '{prior.Text("name")}' to '{planned.Text("name")}')")
        : planned;

    // Of the options only the authorized paths can be changed in place.
    public override bool NeedsReplacement(PropertyMap prior, PropertyMap planned, ImmutableSortedDictionary<string, PropertyDiff> differences) =>
        differences.Keys.Any(path => path.StartsWith("options", StringComparison.Ordinal) && path != $"options.{AuthorizedPaths}");

    private static bool IsIsolated(PropertyMap state) => state.Text("isolationMode") == "ISOLATED";

    /// <summary>An isolated catalog can be read by the workspaces that are bound to it only.</summary>
    private static async Task BindAsync(DatabricksContext context, string name, PropertyMap planned, CancellationToken cancellationToken)
    {
        if (!IsIsolated(planned))
            return;
        var binding = new WorkspaceBinding(await WorkspaceIdAsync(context, cancellationToken), "BINDING_TYPE_READ_WRITE");
        await context.Workspace.Bindings.UpdateAsync("catalog", name, new WorkspaceBindingChanges([binding]), cancellationToken);
    }

    private static async Task<long> WorkspaceIdAsync(DatabricksContext context, CancellationToken cancellationToken) =>
        (await context.Workspace.Metastores.GetCurrentAssignmentAsync(cancellationToken)).WorkspaceId
        ?? throw new ProviderException("the workspace does not tell its id, which an isolated catalog is to be bound to");
}
