namespace Provisioner.Stacks.Programs;

/// <summary>What one component's stack is to hold, as inline Pulumi programs.</summary>
public sealed record StackProgram
{
    /// <summary>Declares everything and returns the stack's outputs.</summary>
    public required Func<IDictionary<string, object?>> Run { get; init; }

    /// <summary>When not null, it is to be run (<c>up</c>) before <see cref="Run"/>: it declares the same and, besides, takes into the state what is live,
    /// not in the state and has to go; <see cref="Run"/> then leaves it out, which deletes it.</summary>
    public Func<IDictionary<string, object?>>? Prepare { get; init; }

    /// <summary>When not null, it is to be run (<c>up</c>) after <see cref="Prepare"/> and before <see cref="Run"/>: it leaves out what cannot be changed in
    /// place, which deletes it; <see cref="Run"/> then makes it anew.</summary>
    public Func<IDictionary<string, object?>>? Clear { get; init; }

    /// <summary><see cref="Run"/> is to be run once more at the end: a change that it makes takes something along on the live system that is to be there.</summary>
    public bool Settles { get; init; }

    /// <summary>All that can be declared now: it makes the workspace, and only then can be told whether everything is in it that the rest needs. Facts are to
    /// be read again after it, for another program.</summary>
    public bool IsBeginning { get; init; }

    /// <summary>What the user should find in the log: entries of others that are replaced, objects that are adopted.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
