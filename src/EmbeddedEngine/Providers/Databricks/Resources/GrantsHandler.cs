using System.Text.Json.Nodes;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>The whole list of privileges of a securable; its id is <c>type/name</c>.</summary>
internal sealed class GrantsHandler() : ResourceHandler("databricks:index/grants:Grants", "grants")
{
    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(planned.Text("metastore"), cancellationToken);
        var (securable, name) = Securable.FromState(planned);
        await ReplaceAsync(context, securable, name, planned, cancellationToken);
        return $"{securable.Field}/{name}";
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var (securable, name) = Parse(id);
        var found = await context.Privileges(securable, name).ReadAsync(cancellationToken);
        if (found.Count == 0)
            return null;
        var answer = new JsonObject { ["grants"] = new JsonArray([.. found.Select(item => ToJson(item))]) };
        return ApiState.Merge(Schema, prior, answer, isNew, property => property.Name == "grants").Set(securable.Property, name);
    }

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(planned.Text("metastore"), cancellationToken);
        var (securable, name) = Parse(id);
        await ReplaceAsync(context, securable, name, planned, cancellationToken);
        return planned;
    }

    public override async Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(state.Text("metastore"), cancellationToken);
        var (securable, name) = Parse(id);
        await context.Privileges(securable, name).ReplaceAsync([], null, cancellationToken);
    }

    public override IEnumerable<CheckFailure> Check(string name, PropertyMap inputs) => Securable.Check(name, inputs, areExclusive: false);

    private static (Securable Securable, string Name) Parse(string id) => id.Split('/', 2) is [var type, var name]
        ? (Securable.FromField(type), name)
        : throw new ProviderException($"ID must be two elements split by `/`: {id}");

    private static Task ReplaceAsync(DatabricksContext context, Securable securable, string name, PropertyMap planned, CancellationToken cancellationToken)
    {
        var wanted = planned.Items("grants").OfType<ObjectValue>()
            .Select(grant => new PrivilegeAssignment { Principal = grant.Properties.Text("principal"), Privileges = Securable.Normalise(grant.Properties.Texts("privileges")) });
        return context.Privileges(securable, name).ReplaceAsync([.. wanted], null, cancellationToken);
    }
}
