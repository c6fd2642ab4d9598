using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>
/// One thing to do to one resource, decided by the planner and run by the executor. What a kind of step does to a provider, to the state
/// and to the log is the step's own business; who else runs when is not.
/// </summary>
internal abstract class Step(ResourceEntry? old, ResourceEntry? @new)
{
    public abstract string Op { get; }

    /// <summary>What hooks call the step: Create, Update or Delete; null when there are none around it.</summary>
    public virtual string? Verb => null;

    /// <summary>The operation that the step turned out to be: a refresh finds out only by reading.</summary>
    public virtual string ResultOp => Op;

    public ResourceEntry? Old { get; protected set; } = old;

    public virtual ResourceEntry? New { get; protected set; } = @new;

    public virtual ResourceEntry Resource => New ?? Old ?? throw new InvalidOperationException("A step has an old or a new side.");

    public string Urn => Resource.Urn;

    /// <summary>False for the physical steps of a replacement, which count as one.</summary>
    public virtual bool Logical => true;

    /// <summary>Not shown and not counted.</summary>
    public virtual bool IsInternal => Engine.Urn.IsDefaultProvider(Urn);

    /// <summary>Whether the step counts in the summary.</summary>
    public virtual bool IsRecorded => Logical;

    /// <summary>What the state says of the resource while the step runs; null when a kill in the middle leaves nothing open.</summary>
    public virtual PendingOperation? Pending => null;

    /// <summary>Top-level keys that force a replacement.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>Top-level keys that differ.</summary>
    public ImmutableArray<string> Diffs { get; init; } = [];

    /// <summary>Null when nobody asked a provider for it.</summary>
    public ImmutableSortedDictionary<string, PropertyDiff>? DetailedDiff { get; init; }

    /// <summary>What the program hears of the resource once the step is done; false for steps that stand beside the one it waits for.</summary>
    public virtual bool Answers => New is not null;

    /// <summary>The new side is what the program will refer to.</summary>
    public virtual bool TracksNew => New is not null;

    public abstract Task<StepResult> ApplyAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>The change to the list of resources; asked only when the outcome is kept.</summary>
    public abstract StateChange Change();

    public virtual StepMetadata Describe(string op) => new()
    {
        Op = op,
        Urn = Urn,
        Type = Resource.State.Type,
        Old = Old?.State,
        New = New?.State,
        Keys = Keys,
        Diffs = Diffs,
        DetailedDiff = DetailedDiff,
        Logical = Logical,
        Provider = Resource.State.Provider,
    };

    protected static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException(what);
        }
    }

    protected static PendingOperation? PendingOn(ResourceEntry? entry, PendingOperationType type) => entry is null ? null : new PendingOperation(entry.State, type);
}
