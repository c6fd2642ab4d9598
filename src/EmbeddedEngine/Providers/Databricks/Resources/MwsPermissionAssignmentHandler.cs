using System.Globalization;
using Provisioner.Databricks;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>What a principal of the account is in a workspace; its id is <c>workspace|principal</c>. Setting it is an upsert.</summary>
internal sealed class MwsPermissionAssignmentHandler() : ResourceHandler("databricks:index/mwsPermissionAssignment:MwsPermissionAssignment", "mws permission assignment")
{
    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        var id = $"{planned.Text("workspaceId")}|{planned.Text("principalId")}";
        var (workspaceId, principalId) = Parse(id);
        var permissions = SetOrder.SortBody(Schema.Properties["permissions"], planned.Items("permissions")).OfType<StringValue>().Select(item => item.Value);
        await context.Account.Assignments.SetAsync(
            context.Account.AccountId, workspaceId, principalId, new UpdatePermissionAssignmentRequest([.. permissions]), cancellationToken);
        return id;
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var (workspaceId, principalId) = Parse(id);
        var list = await context.Account.Assignments.ListAsync(context.Account.AccountId, workspaceId, cancellationToken);
        return list.PermissionAssignments.FirstOrDefault(item => item.Principal?.PrincipalId == principalId) is not { } found
            ? null
            : ApiState.Merge(Schema, prior, ToJson(found), isNew, property => property.Name == "permissions")
                .Set("workspaceId", workspaceId.ToString(CultureInfo.InvariantCulture))
                .Set("principalId", principalId.ToString(CultureInfo.InvariantCulture));
    }

    public override Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken)
    {
        var (workspaceId, principalId) = Parse(id);
        return context.Account.Assignments.DeleteAsync(context.Account.AccountId, workspaceId, principalId, cancellationToken);
    }

    private static (long WorkspaceId, long PrincipalId) Parse(string id) =>
        id.Split('|', 2) is [var workspace, var principal]
        && long.TryParse(workspace, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var workspaceId)
        && long.TryParse(principal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var principalId)
            ? (workspaceId, principalId)
            : throw new ProviderException($"parse id: invalid ID: {id}");
}
