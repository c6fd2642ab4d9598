using System.Globalization;
using Provisioner.Databricks;
using Provisioner.Databricks.AccountApis;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>The metastore of a workspace, by the workspace's or the account's API; its id is <c>workspace|metastore</c>.</summary>
internal sealed class MetastoreAssignmentHandler() : ResourceHandler("databricks:index/metastoreAssignment:MetastoreAssignment", "metastore assignment")
{
    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        var (workspaceId, metastoreId) = (Number(planned.Text("workspaceId")), planned.Text("metastoreId"));
        if (IsAccount(context, planned))
            await context.Account.Metastores.AssignAsync(context.Account.AccountId, workspaceId, metastoreId, Assignment(workspaceId, planned), cancellationToken);
        else
            await context.Workspace.Metastores.AssignAsync(workspaceId, new AssignMetastoreRequest(metastoreId, planned.Text("defaultCatalogName")), cancellationToken);
        return $"{planned.Text("workspaceId")}|{metastoreId}";
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var (workspaceId, _) = Parse(id);
        var assignment = IsAccount(context, prior)
            ? (await context.Account.Metastores.GetAssignmentAsync(context.Account.AccountId, workspaceId, cancellationToken)).MetastoreAssignment
            : await context.Workspace.Metastores.GetCurrentAssignmentAsync(cancellationToken);
        return assignment is null
            ? null
            : ApiState.Merge(Schema, prior, [], isNew, _ => false)
                .Set("metastoreId", assignment.MetastoreId)
                .Set("defaultCatalogName", assignment.DefaultCatalogName ?? "")
                .Set("workspaceId", workspaceId.ToString(CultureInfo.InvariantCulture));
    }

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        var (workspaceId, metastoreId) = Parse(id);
        if (IsAccount(context, planned))
            await context.Account.Metastores.UpdateAssignmentAsync(context.Account.AccountId, workspaceId, metastoreId, Assignment(workspaceId, planned), cancellationToken);
        else
            await context.Workspace.Metastores.UpdateAssignmentAsync(workspaceId, new AssignMetastoreRequest(metastoreId, planned.Text("defaultCatalogName")), cancellationToken);
        return planned;
    }

    public override Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken)
    {
        var (workspaceId, metastoreId) = Parse(id);
        return IsAccount(context, state)
            ? context.Account.Metastores.UnassignAsync(context.Account.AccountId, workspaceId, metastoreId, cancellationToken)
            : context.Workspace.Metastores.UnassignAsync(workspaceId, metastoreId, cancellationToken);
    }

    private static bool IsAccount(DatabricksContext context, PropertyMap state) => state.Text("api") switch
    {
        "account" => true,
        "workspace" => false,
        _ => context.IsAccount,
    };

    private static MetastoreAssignmentRequest Assignment(long workspaceId, PropertyMap planned) => new(new MetastoreAssignment
    {
        WorkspaceId = workspaceId,
        MetastoreId = planned.Text("metastoreId"),
        DefaultCatalogName = planned.Text("defaultCatalogName"),
    });

    private static (long WorkspaceId, string MetastoreId) Parse(string id) => id.Split('|', 2) is [var workspace, var metastore]
        ? (Number(workspace), metastore)
        : throw new ProviderException($"invalid ID: {id}");

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ProviderException($"workspace_id: strconv.ParseInt: parsing \"{text}\": invalid syntax");
}
