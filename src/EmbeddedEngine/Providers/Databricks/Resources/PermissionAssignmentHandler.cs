using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>A member of the workspace, by the workspace's own API; its id is the principal's.</summary>
internal sealed class PermissionAssignmentHandler() : ResourceHandler("databricks:index/permissionAssignment:PermissionAssignment", "permission assignment")
{
    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        if (planned.Text("principalId") is { Length: > 0 } given)
        {
            await SetAsync(context, given, planned, cancellationToken);
            return given;
        }

        // By name nobody becomes administrator: first a user, then, by id, what is wanted.
        var isAdministrator = planned.Texts("permissions").Contains("ADMIN", StringComparer.Ordinal);
        var request = new CreatePermissionAssignmentRequest(
        [
            new NewPermissionAssignment
            {
                UserName = Optional(planned, "userName"),
                GroupName = Optional(planned, "groupName"),
                ServicePrincipalName = Optional(planned, "servicePrincipalName"),
                Permissions = isAdministrator ? ["USER"] : Permissions(planned),
            },
        ]);
        var answer = (await context.Workspace.PermissionAssignments.CreateAsync(request, cancellationToken)).PermissionAssignments.FirstOrDefault()
            ?? throw new ProviderException("no permission assignment found");
        var id = answer is { Error: null or "", Principal: { } principal }
            ? principal.PrincipalId.ToString(CultureInfo.InvariantCulture)
            : throw new ProviderException(answer.Error ?? "no permission assignment found");
        if (isAdministrator)
            await SetAsync(context, id, planned, cancellationToken);
        return id;
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var list = await context.Workspace.PermissionAssignments.ListAsync(cancellationToken);
        if (list.PermissionAssignments.FirstOrDefault(item => item.Principal?.PrincipalId.ToString(CultureInfo.InvariantCulture) == id) is not { } found)
            return null;
        var answer = ToJson(found.Principal!);
        answer["permissions"] = new JsonArray([.. found.Permissions.Select(item => JsonValue.Create(item))]);
        return ApiState.Merge(Schema, prior, answer, isNew, property => property.Name != "providerConfig");
    }

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        await SetAsync(context, id, planned, cancellationToken);
        return planned;
    }

    public override Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken) =>
        context.Workspace.PermissionAssignments.DeleteAsync(id, cancellationToken);

    private async Task SetAsync(DatabricksContext context, string id, PropertyMap planned, CancellationToken cancellationToken)
    {
        var answer = await context.Workspace.PermissionAssignments.SetAsync(id, new UpdatePermissionAssignmentRequest(Permissions(planned)), cancellationToken);
        if (!string.IsNullOrEmpty(answer.Error))
            throw new ProviderException(answer.Error);
    }

    private List<string> Permissions(PropertyMap planned) =>
        [.. SetOrder.SortBody(Schema.Properties["permissions"], planned.Items("permissions")).OfType<StringValue>().Select(item => item.Value)];

    private static string? Optional(PropertyMap planned, string key) => planned.Text(key) is { Length: > 0 } text ? text : null;
}
