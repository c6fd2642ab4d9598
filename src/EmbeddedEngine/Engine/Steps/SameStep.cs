using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

internal enum SameKind
{
    /// <summary>Compared and found equal.</summary>
    Unchanged,

    /// <summary>Not compared: the operation has targets, and this is none of them.</summary>
    Untargeted,

    /// <summary>Would be created, but is not among the targets: it goes neither to the provider nor into the state.</summary>
    SkippedCreate,
}

/// <summary>Nothing to do; what the state says beside inputs (parent, options, dependencies) may still change.</summary>
internal sealed class SameStep : Step
{
    private readonly SameKind _kind;

    public SameStep(ResourceEntry old, ResourceEntry @new, SameKind kind)
        : base(old, @new)
    {
        Require(!@new.State.Delete, "A resource that waits for its deletion cannot stay the same.");
        _kind = kind;
    }

    public override string Op => StepOp.Same;

    /// <summary>A resource that was not made has outputs nobody knows.</summary>
    public bool IsSkippedCreate => _kind == SameKind.SkippedCreate;

    public override async Task<StepResult> ApplyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var old = Old!.State;
        New!.State = New.State with { Id = old.Id, Outputs = old.Outputs };
        if (Engine.Urn.IsProviderType(New.State.Type) && _kind == SameKind.Unchanged)
        {
            // The inputs it was made with: a difference that the provider calls none must not reach it.
            await context.KeepProviderAsync(New.State with { Inputs = old.Inputs }, isChecked: true, cancellationToken).ConfigureAwait(false);
        }

        return StepResult.Ok;
    }

    public override StateChange Change() => IsSkippedCreate ? StateChange.None : new StateChange([Old!], [New!], Differs(Old!.State, New!.State));

    /// <summary>Initialization errors are advice only; everything else in the state counts.</summary>
    private static bool Differs(ResourceState old, ResourceState @new) =>
        old.Urn != @new.Urn || old.Type != @new.Type || old.Custom != @new.Custom || old.CustomTimeouts != @new.CustomTimeouts
        || old.RetainOnDelete != @new.RetainOnDelete || old.Provider != @new.Provider || old.Parent != @new.Parent
        || old.DeletedWith != @new.DeletedWith || old.Protect != @new.Protect || old.ImportId != @new.ImportId
        || !old.Inputs.Equals(@new.Inputs) || !old.Outputs.Equals(@new.Outputs)
        || !old.Dependencies.Order(StringComparer.Ordinal).SequenceEqual(@new.Dependencies.Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
