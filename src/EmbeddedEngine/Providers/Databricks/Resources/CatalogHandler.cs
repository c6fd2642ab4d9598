using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>A catalog of Unity Catalog; its id is its name. The schema "default" that comes with it is removed at once.</summary>
internal sealed class CatalogHandler() : ResourceHandler("databricks:index/catalog:Catalog", "catalog")
{
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
            await context.Workspace.Catalogs.UpdateAsync(catalog.Name, ApiBody.Create(Schema, planned, property => property.Name == "owner" || Updated.Contains(property.Name)), cancellationToken);
        return catalog.Name;
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken) =>
        ApiState.Merge(Schema, prior, ToJson(await context.Workspace.Catalogs.GetAsync(id, cancellationToken)), isNew, property => property.Name is not ("forceDestroy" or "providerConfig"));

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(planned.Text("metastoreId"), cancellationToken);
        var body = ApiBody.Create(Schema, planned, property => Updated.Contains(property.Name));
        if (planned.Text("name") is { Length: > 0 } name && name != id)
            body["new_name"] = name;
        if (planned.Text("catalogType") != "MANAGED_CATALOG")
            body.Remove("enable_predictive_optimization");
        if (planned.Object("options")?.Get("authorized_paths") is StringValue paths)
            body["options"] = new JsonObject { ["authorized_paths"] = paths.Value };
        await UnityUpdate.RunAsync(Schema, prior, planned, body, (changes, token) => context.Workspace.Catalogs.UpdateAsync(id, changes, token), cancellationToken);
        return planned;
    }

    public override async Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(state.Text("metastoreId"), cancellationToken);
        await context.Workspace.Catalogs.DeleteAsync(id, state.Flag("forceDestroy") ? true : null, cancellationToken);
    }

    public override PropertyMap AdjustPlan(PropertyMap? prior, PropertyMap planned) => planned.Text("isolationMode") == "ISOLATED" && prior?.Text("isolationMode") != "ISOLATED"
        ? throw new ProviderException("isolation_mode ISOLATED needs workspace bindings, which the embedded provider does not support")
        : planned;
}
