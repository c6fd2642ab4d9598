using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

public enum OperationKind
{
    Update,
    Preview,
    Refresh,
    Destroy,
}

/// <summary>One operation of the engine on one stack: what a command of the CLI asks for, with everything that it stands on.</summary>
public sealed record OperationRequest
{
    public required OperationKind Kind { get; init; }

    /// <summary>Nothing is changed and nothing is written: <c>preview</c>, and <c>--preview-only</c> of refresh and destroy.</summary>
    public bool DryRun { get; init; }

    public required string Organization { get; init; }

    public required string Project { get; init; }

    /// <summary>The stack's name as it stands in URNs.</summary>
    public required string Stack { get; init; }

    /// <summary>The state before the operation.</summary>
    public required Deployment State { get; init; }

    /// <summary>Gets the state before and after every step; not used in a dry run.</summary>
    public required ICheckpointWriter Checkpoints { get; init; }

    public required IProviderSource Providers { get; init; }

    /// <summary>The environment of the operation, for providers.</summary>
    public required IReadOnlyDictionary<string, string?> Environment { get; init; }

    public required IEngineEventSink Events { get; init; }

    /// <summary>
    /// Runs the program; null for refresh and destroy without <c>--run-program</c>. With it they take providers and components from the
    /// program, so that credentials are today's; custom resources are only read, or kept and then deleted.
    /// </summary>
    public IProgramHost? Program { get; init; }

    /// <summary>With <see cref="Refresh"/>: the program was asked to take part, so nothing is said of what a refresh leaves alone.</summary>
    public bool RunProgram { get; init; }

    internal bool IsProgramRefresh => Kind == OperationKind.Refresh && Program is not null;

    internal bool IsProgramDestroy => Kind == OperationKind.Destroy && Program is not null;

    /// <summary>Stack configuration (<c>project:key</c>), decrypted; default provider arguments come from <c>databricks:*</c> keys.</summary>
    public ImmutableSortedDictionary<string, ConfigEntry> Configuration { get; init; } = ImmutableSortedDictionary<string, ConfigEntry>.Empty;

    /// <summary>Read every resource first (<c>--refresh</c>); always so for <see cref="OperationKind.Refresh"/>.</summary>
    public bool Refresh { get; init; }

    /// <summary>URNs; empty means all.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    public bool TargetDependents { get; init; }

    public ImmutableArray<string> Excludes { get; init; } = [];

    /// <summary>What stands on an excluded resource is excluded as well.</summary>
    public bool ExcludeDependents { get; init; }

    /// <summary>URNs to replace even if nothing differs (<c>--replace</c>).</summary>
    public ImmutableArray<string> Replaces { get; init; } = [];

    public bool ExpectNoChanges { get; init; }

    public bool ContinueOnError { get; init; }

    /// <summary>Drops pending creations from the state (<c>refresh --clear-pending-creates</c>).</summary>
    public bool ClearPendingCreates { get; init; }

    public int Parallel { get; init; } = 16;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <param name="Value">Plain text; <paramref name="Secret"/> tells that it was encrypted.</param>
public sealed record ConfigEntry(string Value, bool Secret, bool IsObject = false);

/// <summary>How an operation ended. <see cref="State"/> is the last state that was handed to the checkpoint writer (or would have been).</summary>
/// <param name="Failed">At least one step or the program failed, or the operation was refused; the diagnostics were sent as events.</param>
/// <param name="ChangeSummary">Count of steps by operation name ("create", "same", …), as in the summary event.</param>
public sealed record OperationOutcome(bool Failed, bool Canceled, Deployment State, ImmutableSortedDictionary<string, int> ChangeSummary)
{
    /// <summary>Outputs of the stack, secrets wrapped.</summary>
    public PropertyMap StackOutputs { get; init; } = PropertyMap.Empty;

    /// <summary>Why the operation as a whole is a failure, when no event says it: a target that is not in the state, changes where none were expected (then the operation itself did not fail). Goes to stderr, exit code 1.</summary>
    public string? Error { get; init; }
}
