using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;

namespace Provisioner.Descriptors.Reading;

/// <summary>Reads the descriptor of a request: YAML or JSON with <c>dataProduct</c> and <c>componentIdToProvision</c>.</summary>
public static class DescriptorReader
{
    /// <summary>Strict: everything that the component needs must be there and right; all that is wrong is told at once. Paths are those inside the
    /// descriptor's own text. Unknown fields are ignored.</summary>
    public static DescriptorReading Read(string text, DescriptorSettings settings)
    {
        var problems = new ProblemList();
        Component? component = DescriptorDocument.Open(text, settings, problems) is { } document
            ? document.Kind switch
            {
                ComponentKind.Job => JobReader.Read(document, settings),
                ComponentKind.Workflow => WorkflowReader.Read(document, settings),
                ComponentKind.Pipeline => PipelineReader.Read(document, settings),
                _ => OutputPortReader.Read(document, settings),
            }
            : null;
        return component is not null && !problems.Any ? DescriptorReading.Of(component) : DescriptorReading.Failed(problems.Problems);
    }

    /// <summary>Lenient: only ids, kind and environment must be right. Whatever else cannot be read is left alone and named in the target's warnings.</summary>
    public static UnprovisionReading ReadForUnprovision(string text, DescriptorSettings settings)
    {
        var problems = new ProblemList();
        return DescriptorDocument.Open(text, settings, problems) is { } document && !problems.Any
            ? UnprovisionReading.Of(UnprovisionReader.Read(document, settings))
            : UnprovisionReading.Failed(problems.Problems);
    }
}
