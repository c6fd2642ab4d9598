using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.Facts.State;

namespace Provisioner.ReverseReader.Components;

/// <summary>Reads the explicit entries of permission lists.</summary>
internal static class PermissionReader
{
    /// <param name="objectType"><c>jobs</c>, <c>pipelines</c> or <c>repos</c>.</param>
    public static async Task<IReadOnlyList<PermissionEntry>> ReadAsync(WorkspaceClient workspace, string objectType, string id, CancellationToken cancellationToken)
    {
        ObjectPermissions list;
        try
        {
            list = await workspace.Permissions.GetAsync(objectType, id, cancellationToken);
        }
        catch (DatabricksApiException e) when (e.IsNotFound)
        {
            // Gone between the list and this call.
            return [];
        }

        return [.. list.AccessControlList.SelectMany(entry => entry.AllPermissions
            .Where(permission => !permission.Inherited)
            .Select(permission => new PermissionEntry(entry.UserName ?? entry.GroupName ?? entry.ServicePrincipalName ?? "", permission.PermissionLevel)))];
    }
}
