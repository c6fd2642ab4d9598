using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>A resource that a program declared, on its way through the planner.</summary>
internal sealed class Registration(ResourceGoal goal)
{
    public ResourceGoal Goal { get; } = goal;

    public string Urn { get; set; } = "";

    public ResourceEntry? Old { get; set; }

    public ResourceEntry? New { get; set; }

    /// <summary>Null for components.</summary>
    public IResourceProvider? Provider { get; set; }

    /// <summary>It was deleted earlier in this operation, before its replacement.</summary>
    public bool IsRecreated { get; set; }

    public bool IsImported { get; set; }

    public ImmutableArray<byte> Seed { get; set; } = [];

    public PropertyMap OldInputs { get; set; } = PropertyMap.Empty;
}

/// <summary>What the planner says of a registration.</summary>
internal abstract record Plan
{
    private Plan()
    {
    }

    /// <summary>Do these, in this order; then the program gets its answer.</summary>
    public sealed record Run(ImmutableArray<Step> Chain) : Plan;

    /// <summary>Do these, then ask the planner again: only now is it known what there is.</summary>
    public sealed record First(ImmutableArray<Step> Chain, Func<CancellationToken, Task<Plan>> Then) : Plan;

    /// <summary>The provider has to compare.</summary>
    public sealed record Compare : Plan;

    /// <summary>Nothing to do: this is the answer.</summary>
    public sealed record Answer(ResourceEntry Entry) : Plan;

    /// <summary>It cannot be done; why has been said.</summary>
    public sealed record Refused : Plan;
}
