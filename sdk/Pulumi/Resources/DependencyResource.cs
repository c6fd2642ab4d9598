using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource of which only the URN is known: what answers of the engine depend on.</summary>
internal sealed class DependencyResource : CustomResource
{
    public DependencyResource(string urn)
        : base(type: "", name: "", ResourceArgs.Empty, options: null, dependency: true)
        => Urn = Output<string>.FromData(OutputData<string>.Known(urn) with { Resources = [this] });
}
