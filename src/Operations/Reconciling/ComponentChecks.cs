using System.Text.Json.Nodes;
using Provisioner.Descriptors.Components;
using Provisioner.Facts.Components;
using Provisioner.ReverseReader.Checks;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.OutputPorts;

namespace Provisioner.Operations.Reconciling;

/// <summary>The checks of what is live that come before anything is changed. Pure.</summary>
internal static class ComponentChecks
{
    public static CheckResult Check(Component component, ComponentFacts facts) => (component, facts) switch
    {
        (PipelineComponent pipeline, PipelineFacts pipelineFacts) => NotebookCheck.Check(pipeline, pipelineFacts, RecordedHashes(facts)),
        (OutputPortComponent port, OutputPortFacts portFacts) => Source(port, portFacts),
        _ => CheckResult.Ok,
    };

    private static CheckResult Source(OutputPortComponent port, OutputPortFacts facts)
    {
        var (problems, warnings) = OutputPortChecks.OfSource(port, facts);
        return new CheckResult(problems, warnings);
    }

    private static Dictionary<string, string>? RecordedHashes(ComponentFacts facts) =>
        facts.OwnState.Outputs[OutputNames.NotebookHashes] is JsonObject hashes
            ? hashes.Where(hash => hash.Value is JsonValue).ToDictionary(hash => hash.Key, hash => hash.Value!.GetValue<string>(), StringComparer.Ordinal)
            : null;
}
