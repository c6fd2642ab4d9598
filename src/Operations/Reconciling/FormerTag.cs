using Provisioner.Descriptors.Components;
using Provisioner.Facts.State;
using Provisioner.Operations.Engine;
using Provisioner.Stacks.Naming;

namespace Provisioner.Operations.Reconciling;

/// <summary>
/// A repo at a tag that is to go to a branch: the provider would send the tag that is no longer wanted, an empty one, instead of the branch, and
/// Databricks refuses that. With no tag in the state only the branch differs.
/// </summary>
internal static class FormerTag
{
    public static async Task ForgetAsync(Component component, OwnState own, EngineStack stack, CancellationToken cancellationToken)
    {
        if (component is Workload { Git.Reference: not { Type: GitReferenceType.Tag } } && own.Find(ResourceTypes.Repo, ResourceNames.Repo) is { Tag: not null } repo)
            await stack.ForgetTagAsync(repo.Urn, cancellationToken);
    }
}
