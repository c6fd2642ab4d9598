using Provisioner.Descriptors.Subjects;

namespace Provisioner.Descriptors.Components;

/// <summary>The data product that a component belongs to.</summary>
public sealed record DataProduct
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Domain { get; init; }

    public required string Version { get; init; }

    public required string Environment { get; init; }

    /// <summary>Is this the environment in which people may change things by hand?</summary>
    public required bool IsDevelopment { get; init; }

    public required Subject Owner { get; init; }

    public required GroupSubject DevelopmentGroup { get; init; }
}
