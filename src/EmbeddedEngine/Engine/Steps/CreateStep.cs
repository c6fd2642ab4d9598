using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>Creates a resource, or the replacement of one.</summary>
internal sealed class CreateStep : Step
{
    private readonly bool _pendDeletion;

    public CreateStep(ResourceEntry @new)
        : this(null, @new, pendDeletion: false)
    {
    }

    /// <param name="old">The resource to replace; null when there is none.</param>
    /// <param name="pendDeletion">The old one still lives: it waits for its deletion from now on.</param>
    public CreateStep(ResourceEntry? old, ResourceEntry @new, bool pendDeletion)
        : base(old, @new)
    {
        Require(@new.State.Id.Length == 0 && !@new.State.Delete && !@new.State.External, "What is to be created has no id yet and is ours.");
        Require(old is null || !old.State.Delete, "A resource that waits for its deletion has been replaced already.");
        _pendDeletion = pendDeletion;
    }

    public override string Op => Old is null ? StepOp.Create : StepOp.CreateReplacement;

    public override string? Verb => "Create";

    public override bool Logical => Old is null;

    public override PendingOperation? Pending => PendingOn(New, PendingOperationType.Creating);

    public override async Task<StepResult> ApplyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var state = New!.State;
        var result = StepResult.Ok;
        if (state.Custom)
        {
            try
            {
                var provider = await context.ProviderOfAsync(state, cancellationToken).ConfigureAwait(false);
                var timeout = StepContext.Timeout(state.CustomTimeouts?.Create);
                var created = await provider.CreateAsync(
                    new CreateRequest(state.Urn, state.Type, Engine.Urn.Name(state.Urn), state.Inputs, context.DryRun, timeout), cancellationToken).ConfigureAwait(false);
                if (!context.DryRun && created.Id.Length == 0)
                {
                    return StepResult.Failed("provider did not return an ID from Create");
                }

                state = state with { Id = created.Id, Outputs = created.Outputs };
            }
            catch (ProviderException e) when (e.Partial is { } partial)
            {
                var reason = ProviderErrors.Listed(e.Message);
                state = state with { Id = partial.Id, Outputs = partial.Outputs, InitErrors = [reason] };
                result = StepResult.Failed(ProviderErrors.List(reason), StepStatus.PartialFailure);
            }
            catch (ProviderException e)
            {
                return StepResult.Failed(Engine.Urn.IsProviderType(state.Type) ? e.Message : ProviderErrors.Listed(e.Message));
            }
        }

        New.State = state with { Created = context.Now, Modified = context.Now };
        if (_pendDeletion)
        {
            Old!.State = Old.State with { Delete = true };
        }

        return result;
    }

    public override StateChange Change()
    {
        // A resource that was deleted before its replacement stayed in the state only to say so.
        ImmutableArray<ResourceEntry> removed = Old is { State.PendingReplacement: true } ? [Old] : [];
        return new StateChange(removed, [New!], MustWrite: true);
    }
}
