using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Facts.Components;
using Provisioner.Operations.Reconciling;
using Provisioner.ReverseReader.Checks;
using Provisioner.ReverseReader.Overwrite;

namespace Provisioner.Operations.Validation;

/// <summary>Everything that is compared with what is live before a component may be deployed: the same for a validation and for a deployment.</summary>
public sealed class LiveChecks(LiveWorkflowReader workflows)
{
    public async Task<CheckResult> CheckAsync(Component component, ComponentFacts facts, CancellationToken cancellationToken)
    {
        var checks = ComponentChecks.Check(component, facts);
        // With none of the name there is nothing to overwrite, with several the program says so.
        if (component is not WorkflowComponent workflow || facts is not WorkflowFacts { Objects.Ids: [var id], Workspace.Host: { } host })
            return checks;
        var live = await workflows.ReadAsync(host, id, cancellationToken);
        return WorkflowOverwriteCheck.Decide(live, workflow) switch
        {
            OverwriteVerdict.Refused refused => checks with { Problems = [.. checks.Problems, new Problem($"{workflow.Path}.specific.workflow", refused.Message)] },
            OverwriteVerdict.Allowed allowed when live is not null && WorkflowOverwriteCheck.Differences(live, workflow).Count > 0 =>
                checks with { Warnings = [.. checks.Warnings, Sentence(allowed.Reason)] },
            _ => checks,
        };
    }

    /// <summary>The problems of both, those of <paramref name="first"/> first; one that both name is told once.</summary>
    public static IReadOnlyList<Problem> Merge(IReadOnlyList<Problem> first, IEnumerable<Problem> second)
    {
        var paths = first.Select(problem => problem.Path).ToHashSet(StringComparer.Ordinal);
        return [.. first, .. second.Where(problem => !paths.Contains(problem.Path))];
    }

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.";
}
