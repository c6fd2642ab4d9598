using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.Databricks.AzureApis;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;

namespace Provisioner.ReverseReader.Workspaces;

/// <summary>Looks at a workspace, managed (through Azure and the account) or not (by its host alone; Azure is never called).</summary>
internal sealed class WorkspaceReader(DatabricksClients clients, ReaderSettings settings)
{
    /// <param name="metastore">The metastore that the descriptor names; null: none is looked up.</param>
    public async Task<Reading<WorkspaceFacts>> ReadAsync(WorkspaceReference workspace, string? metastore, CancellationToken cancellationToken) => workspace switch
    {
        UnmanagedWorkspace unmanaged => Reading<WorkspaceFacts>.Of(new WorkspaceFacts { State = WorkspaceState.Ready, Host = unmanaged.Host }),
        ManagedWorkspace managed => await ManagedAsync(managed, metastore, cancellationToken),
        _ => throw new InvalidOperationException($"no such kind of workspace: {workspace.GetType().Name}"),
    };

    /// <summary>The id of the metastore that a workspace is attached to; null: to none.</summary>
    public async Task<string?> AttachedMetastoreAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return (await clients.ForWorkspace(host).Metastores.GetCurrentAssignmentAsync(cancellationToken)).MetastoreId;
        }
        catch (DatabricksApiException e) when (e.IsNotFound || e.ErrorCode == "METASTORE_DOES_NOT_EXIST")
        {
            return null;
        }
    }

    /// <summary>Azure's id of the managed workspace of that name, without its leading slash.</summary>
    private string ResourceId(string name) =>
        $"subscriptions/{Uri.EscapeDataString(settings.SubscriptionId)}/resourceGroups/{Uri.EscapeDataString(settings.ResourceGroup)}/providers/Microsoft.Databricks/workspaces/{Uri.EscapeDataString(name)}";

    private async Task<Reading<WorkspaceFacts>> ManagedAsync(ManagedWorkspace workspace, string? metastore, CancellationToken cancellationToken)
    {
        if (settings.SubscriptionId.Length == 0 || settings.ResourceGroup.Length == 0)
        {
            return Reading<WorkspaceFacts>.Failed(
                $"workspace '{workspace.Name}': managed workspaces need the settings Azure:SubscriptionId and Azure:ResourceGroup; or name an existing workspace by its URL.");
        }

        var wanted = metastore is null ? null : await MetastoreAsync(metastore, cancellationToken);
        JsonObject live;
        try
        {
            live = await clients.ResourceManager.Workspaces.GetAsync(ResourceId(workspace.Name), cancellationToken);
        }
        catch (AzureApiException e) when (e.IsNotFound)
        {
            return Reading<WorkspaceFacts>.Of(new WorkspaceFacts { State = WorkspaceState.Absent, Metastore = wanted });
        }

        var properties = live["properties"] as JsonObject;
        var provisioningState = JsonText.Of(properties?["provisioningState"]);
        var host = JsonText.Of(properties?["workspaceUrl"]);
        var number = JsonText.Of(properties?["workspaceId"]);
        var facts = new WorkspaceFacts
        {
            State = provisioningState switch
            {
                "Succeeded" when host is { Length: > 0 } => WorkspaceState.Ready,
                "Failed" or "Canceled" => WorkspaceState.Failed,
                "Deleted" => WorkspaceState.Absent,
                _ => WorkspaceState.Creating,
            },
            Host = host,
            Number = number,
            Resource = SharedObject.Live(JsonText.Of(live["id"]) ?? "/" + ResourceId(workspace.Name)),
            ProvisioningState = provisioningState,
            Metastore = wanted,
        };
        return Reading<WorkspaceFacts>.Of(facts.State == WorkspaceState.Ready ? await DetailsAsync(facts, workspace, cancellationToken) : facts);
    }

    private async Task<WorkspaceFacts> DetailsAsync(WorkspaceFacts facts, ManagedWorkspace workspace, CancellationToken cancellationToken)
    {
        var roles = RoleAssignmentsAsync(facts.Resource.Id!, ResourceId(workspace.Name), cancellationToken);
        var number = long.TryParse(facts.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : (long?)null;
        var members = number is { } id && settings.HasAccount ? MembersAsync(id, cancellationToken) : Task.FromResult<IReadOnlyList<WorkspaceMember>>([]);
        var attached = AttachedMetastoreAsync(facts.Host!, cancellationToken);
        await Task.WhenAll(roles, members, attached);
        var metastore = facts.Metastore;
        if (metastore is not null && await attached is { } attachedId)
            metastore = metastore with { AttachedId = attachedId, AttachedName = await MetastoreNameAsync(attachedId, cancellationToken) };
        return facts with { RoleAssignments = await roles, Members = await members, Metastore = metastore };
    }

    private async Task<IReadOnlyList<RoleAssignmentFact>> RoleAssignmentsAsync(string resourceId, string scope, CancellationToken cancellationToken)
    {
        var found = new List<RoleAssignmentFact>();
        await foreach (var assignment in clients.ResourceManager.RoleAssignments.ListAllAsync(scope, "atScope()", cancellationToken).WithCancellation(cancellationToken))
        {
            // atScope() answers what is inherited from the resource group and above, too.
            if (string.Equals(assignment.Properties.Scope?.TrimEnd('/'), resourceId.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
                found.Add(new RoleAssignmentFact(assignment.Id, assignment.Properties.RoleDefinitionId?.Split('/')[^1] ?? "", assignment.Properties.PrincipalId ?? ""));
        }

        return found;
    }

    private async Task<IReadOnlyList<WorkspaceMember>> MembersAsync(long workspaceNumber, CancellationToken cancellationToken)
    {
        var list = await clients.Account.Assignments.ListAsync(clients.Account.AccountId, workspaceNumber, cancellationToken);
        return [.. list.PermissionAssignments
            .Where(assignment => assignment.Principal is not null)
            .Select(assignment => new WorkspaceMember(assignment.Principal!.PrincipalId.ToString(CultureInfo.InvariantCulture), assignment.Permissions))];
    }

    private async Task<MetastoreFacts> MetastoreAsync(string name, CancellationToken cancellationToken)
    {
        var all = await clients.Account.Metastores.ListAsync(clients.Account.AccountId, cancellationToken);
        return new MetastoreFacts { WantedName = name, WantedIds = [.. all.Metastores.Where(metastore => metastore.Name == name).Select(metastore => metastore.MetastoreId)] };
    }

    private async Task<string?> MetastoreNameAsync(string id, CancellationToken cancellationToken)
    {
        var all = await clients.Account.Metastores.ListAsync(clients.Account.AccountId, cancellationToken);
        return all.Metastores.FirstOrDefault(metastore => metastore.MetastoreId == id)?.Name;
    }
}
