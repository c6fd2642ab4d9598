using System.Text.Json.Nodes;
using Pulumi;

namespace Provisioner.Stacks.Tests;

/// <summary>One resource as a program declared it.</summary>
internal sealed record Declared
{
    public required string Type { get; init; }

    public required string Name { get; init; }

    /// <summary>The arguments with every output filled in.</summary>
    public required JsonObject Inputs { get; init; }

    /// <summary>Name of the explicit provider.</summary>
    public string? Provider { get; init; }

    public required IReadOnlyList<string> DependsOn { get; init; }

    public required CustomResourceOptions Options { get; init; }

    public required ResourceArgs Args { get; init; }

    /// <summary>The id of a resource that is only read.</summary>
    public string? ReadId { get; init; }

    public bool Retained => Options.RetainOnDelete == true;

    public string? ImportId => Options.ImportId;
}
