using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>A schema of Unity Catalog; its id is <c>catalog.schema</c>.</summary>
internal sealed class SchemaHandler() : ResourceHandler("databricks:index/schema:Schema", "schema")
{
    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(planned.Text("metastoreId"), cancellationToken);
        var created = await context.Workspace.Schemas.CreateAsync(
            ApiBody.Create(Schema, planned, property => property.Name is "catalogName" or "comment" or "name" or "properties" or "storageRoot"), cancellationToken);
        var id = created.FullName ?? $"{created.CatalogName}.{created.Name}";
        if (planned.Text("owner").Length > 0 || planned.Text("enablePredictiveOptimization").Length > 0)
            await context.Workspace.Schemas.UpdateAsync(id, Changes(planned, withOwner: true), cancellationToken);
        return id;
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken) =>
        ApiState.Merge(Schema, prior, ToJson(await context.Workspace.Schemas.GetAsync(id, cancellationToken)), isNew, property => property.Name is not ("forceDestroy" or "providerConfig"));

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(planned.Text("metastoreId"), cancellationToken);
        var body = Changes(planned, withOwner: false);
        await UnityUpdate.RunAsync(Schema, prior, planned, body, (changes, token) => context.Workspace.Schemas.UpdateAsync(id, changes, token), cancellationToken);
        return planned;
    }

    public override async Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(state.Text("metastoreId"), cancellationToken);
        await context.Workspace.Schemas.DeleteAsync(id, state.Flag("forceDestroy") ? true : null, cancellationToken);
    }

    private JsonObject Changes(PropertyMap planned, bool withOwner) => ApiBody.Create(
        Schema, planned, property => property.Name is "comment" or "enablePredictiveOptimization" or "properties" || (withOwner && property.Name == "owner"));
}
