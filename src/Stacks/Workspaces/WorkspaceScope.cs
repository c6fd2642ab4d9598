using Pulumi;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Workspaces;

/// <summary>A declared or read workspace, ready to be worked in.</summary>
/// <param name="Provider">Works in the workspace.</param>
/// <param name="Host">Host name without scheme.</param>
/// <param name="ResourceId">Azure's id; null for a workspace that is not managed.</param>
/// <param name="Prerequisites">What must be done before anything is made in the workspace.</param>
internal sealed record WorkspaceScope(Dbx.Provider Provider, Output<string> Host, Output<string>? ResourceId, IReadOnlyList<Resource> Prerequisites)
{
    public CustomResourceOptions Options(params IEnumerable<Resource> dependsOn) => new()
    {
        Provider = Provider,
        DependsOn = Prerequisites.Concat(dependsOn).ToArray(),
    };

    public void AddTo(IDictionary<string, object?> outputs)
    {
        outputs[Naming.OutputNames.WorkspaceHost] = Host;
        if (ResourceId is not null)
            outputs[Naming.OutputNames.WorkspaceResourceId] = ResourceId;
    }
}
