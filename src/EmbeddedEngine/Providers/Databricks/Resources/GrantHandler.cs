using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>All privileges of one principal on a securable; its id is <c>type/name/principal</c>.</summary>
internal sealed class GrantHandler() : ResourceHandler("databricks:index/grant:Grant", "grant")
{
    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(planned.Text("metastore"), cancellationToken);
        var (securable, name) = Securable.FromState(planned);
        var principal = planned.Text("principal");
        await ReplaceAsync(context, securable, name, principal, planned, cancellationToken);
        return $"{securable.Field}/{name}/{principal}";
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var (securable, name, principal) = Parse(id);
        var found = (await context.Privileges(securable, name).ReadAsync(cancellationToken)).Where(item => item.Principal == principal).ToList();
        return found.Count != 1
            ? null
            : ApiState.Merge(Schema, prior, ToJson(found[0]), isNew, property => property.Name is "principal" or "privileges").Set(securable.Property, name);
    }

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(planned.Text("metastore"), cancellationToken);
        var (securable, name, principal) = Parse(id);
        await ReplaceAsync(context, securable, name, principal, planned, cancellationToken);
        return planned;
    }

    public override async Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken)
    {
        await context.RequireMetastoreAsync(state.Text("metastore"), cancellationToken);
        var (securable, name, principal) = Parse(id);
        await context.Privileges(securable, name).ReplaceAsync([], principal, cancellationToken);
    }

    public override IEnumerable<CheckFailure> Check(string name, PropertyMap inputs) => Securable.Check(name, inputs, areExclusive: true);

    private static (Securable Securable, string Name, string Principal) Parse(string id) => id.Split('/', 3) is [var type, var name, var principal]
        ? (Securable.FromField(type), name, principal)
        : throw new ProviderException($"ID must be three elements split by `/`: {id}");

    private static Task ReplaceAsync(DatabricksContext context, Securable securable, string name, string principal, PropertyMap planned, CancellationToken cancellationToken) =>
        context.Privileges(securable, name).ReplaceAsync(
            [new PrivilegeAssignment { Principal = principal, Privileges = Securable.Normalise(planned.Texts("privileges")) }],
            principal, cancellationToken);
}
