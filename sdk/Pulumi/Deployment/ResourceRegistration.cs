using Google.Protobuf.WellKnownTypes;

namespace Pulumi;

/// <summary>What a resource's constructor asks for.</summary>
internal sealed record ResourceRegistration(ResourceArgs Args, ResourceOptions Options, bool Custom, bool Remote);

/// <summary>What the engine answered about a resource.</summary>
internal sealed record ResourceAnswer
{
    public required string Urn { get; init; }

    /// <summary>Empty while the provider has not given one.</summary>
    public required string Id { get; init; }

    public required Struct Outputs { get; init; }

    /// <summary>The URNs that an output comes from, besides the resource itself.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> OutputDependencies { get; init; } = new Dictionary<string, IReadOnlyCollection<string>>();

    /// <summary>The resource was not brought to its desired state: what it did not answer stays unknown.</summary>
    public bool IsIncomplete { get; init; }
}
