using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>
/// Deletes a resource, or lets go of one: an external one is never touched, a retained one stays, and one that goes with another
/// (<c>deletedWith</c>) needs no call of its own.
/// </summary>
internal sealed class DeleteStep : Step
{
    private readonly Predicate<string> _isDeleted;
    private readonly bool _isReplacement;
    private readonly bool _pendReplacement;

    /// <param name="isDeleted">Whether this operation deletes a URN.</param>
    public DeleteStep(ResourceEntry old, Predicate<string> isDeleted)
        : this(old, isDeleted, isReplacement: false, pendReplacement: false)
    {
    }

    private DeleteStep(ResourceEntry old, Predicate<string> isDeleted, bool isReplacement, bool pendReplacement)
        : base(old, null)
    {
        Require(!old.State.Custom || old.State.Id.Length > 0, "Only what has an id can be deleted.");
        _isDeleted = isDeleted;
        _isReplacement = isReplacement;
        _pendReplacement = pendReplacement;
    }

    public override string Op => (Old!.State.External, _isReplacement) switch
    {
        (true, true) => StepOp.DiscardReplaced,
        (true, false) => StepOp.Discard,
        (false, true) => StepOp.DeleteReplaced,
        (false, false) => StepOp.Delete,
    };

    public override string? Verb => "Delete";

    public override bool Logical => !_isReplacement;

    public override PendingOperation? Pending => PendingOn(Old, PendingOperationType.Deleting);

    /// <param name="beforeReplacement">True when the replacement comes after the deletion: until it is there the state says so.</param>
    public static DeleteStep OfReplaced(ResourceEntry old, Predicate<string> isDeleted, bool beforeReplacement)
    {
        Require(beforeReplacement != old.State.Delete, "A resource waits either for its replacement or for its deletion.");
        return new DeleteStep(old, isDeleted, isReplacement: true, beforeReplacement);
    }

    public override async Task<StepResult> ApplyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var state = Old!.State;
        if (!_isReplacement && state.Protect)
        {
            return new StepResult(
                $"resource \"{state.Urn}\" cannot be deleted\n"
                + "because it is protected. To unprotect the resource, either remove the `protect` flag from the resource in your Pulumi "
                + $"program and run `pulumi up`, or use the command:\n`pulumi state unprotect {ShellText.Quote(state.Urn)}`",
                StepStatus.Ok,
                MayGoOn: true);
        }

        if (!context.DryRun && state is { External: false, RetainOnDelete: false, Custom: true } && !IsDeletedWithAnother(state))
        {
            try
            {
                var provider = await context.ProviderOfAsync(state, cancellationToken).ConfigureAwait(false);
                var timeout = StepContext.Timeout(state.CustomTimeouts?.Delete);
                await provider.DeleteAsync(
                    new DeleteRequest(state.Urn, state.Type, Engine.Urn.Name(state.Urn), state.Id, state.Inputs, state.Outputs, timeout), cancellationToken).ConfigureAwait(false);
            }
            catch (ProviderException e)
            {
                return StepResult.Failed(ProviderErrors.About("deleting", state.Urn, e.Message), StepStatus.Unknown);
            }
        }

        if (_pendReplacement)
        {
            // Only now: a deletion that failed has to be tried again.
            Old.State = Old.State with { PendingReplacement = true };
        }

        return StepResult.Ok;
    }

    public override StateChange Change() => new(Old!.State.PendingReplacement ? [] : [Old], [], MustWrite: true);

    private bool IsDeletedWithAnother(ResourceState state) => state.DeletedWith.Length > 0 && _isDeleted(state.DeletedWith);
}
