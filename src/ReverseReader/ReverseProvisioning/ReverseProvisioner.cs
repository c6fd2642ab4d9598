using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.Descriptors;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.Workspaces;
using Provisioner.ReverseReader.Workspaces;

namespace Provisioner.ReverseReader.ReverseProvisioning;

/// <summary>
/// Turns what is live into updates of a component's <c>catalog-info.yaml</c> (requirements, section 7): paths and their new values.
/// It reads only.
/// </summary>
public sealed class ReverseProvisioner(DatabricksClients clients, ReaderSettings settings, DescriptorSettings descriptorSettings, TimeProvider time)
{
    private readonly WorkspaceReader _workspaces = new(clients, settings);

    /// <returns>The updates by path, in the order in which they are to be applied.</returns>
    public async Task<Reading<JsonObject>> ReadAsync(ReverseRequest request, CancellationToken cancellationToken = default)
    {
        var kind = TemplateIds.KindOf(request.UseCaseTemplateId, descriptorSettings);
        if (kind is not (ComponentKind.Workflow or ComponentKind.OutputPort))
        {
            return Reading<JsonObject>.Failed(
                $"useCaseTemplateId: '{request.UseCaseTemplateId}' cannot be reverse provisioned: only workflows ({string.Join(", ", descriptorSettings.WorkflowTemplates)}) and output ports ({string.Join(", ", descriptorSettings.OutputPortTemplates)}) can.");
        }

        if (request.EnvironmentText("workspace") is not { } name)
            return Reading<JsonObject>.Failed("params.environmentSpecificConfig.specific.workspace: is missing, and catalogInfo.spec.mesh.specific.workspace is too.");
        var reference = WorkspaceReference.Parse(name, descriptorSettings);
        if (!reference.Succeeded)
            return Reading<JsonObject>.Failed($"params.environmentSpecificConfig.specific.workspace: {reference.Problem}");
        var workspace = await _workspaces.ReadAsync(reference.Workspace, metastore: null, cancellationToken);
        if (!workspace.Succeeded)
            return Reading<JsonObject>.Failed(workspace.Problems);
        if (workspace.Value.State != WorkspaceState.Ready)
        {
            return Reading<JsonObject>.Failed(workspace.Value.State == WorkspaceState.Creating
                ? $"workspace '{name}' is still being made or changed ({workspace.Value.ProvisioningState}): try again in some minutes."
                : $"workspace '{name}' does not exist.");
        }

        var client = clients.ForWorkspace(workspace.Value.Host!);
        return kind == ComponentKind.Workflow
            ? await new WorkflowReverseReader(client, clients, settings, time).ReadAsync(request, name, workspace.Value.Host!, cancellationToken)
            : await new OutputPortReverseReader(client).ReadAsync(request, name, cancellationToken);
    }
}
