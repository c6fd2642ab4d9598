using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>Changes a resource in place.</summary>
internal sealed class UpdateStep : Step
{
    private readonly ImmutableArray<string> _ignoreChanges;

    public UpdateStep(ResourceEntry old, ResourceEntry @new, ImmutableArray<string> ignoreChanges)
        : base(old, @new)
    {
        Require(!old.State.Delete && !old.State.External, "Only a resource that is ours and stays is updated.");
        Require(@new.State.Id.Length == 0, "The new side takes the id of the old one.");
        _ignoreChanges = ignoreChanges;
    }

    public override string Op => StepOp.Update;

    public override string? Verb => "Update";

    public override PendingOperation? Pending => PendingOn(New, PendingOperationType.Updating);

    public override async Task<StepResult> ApplyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var old = Old!.State;
        var state = New!.State = New.State with { Id = old.Id, Created = old.Created, Modified = old.Modified };
        if (!state.Custom)
        {
            return StepResult.Ok;
        }

        try
        {
            var provider = await context.ProviderOfAsync(state, cancellationToken).ConfigureAwait(false);
            var request = new UpdateRequest(
                state.Urn, state.Type, Engine.Urn.Name(state.Urn), old.Id, old.Inputs, old.Outputs, state.Inputs, _ignoreChanges, context.DryRun,
                StepContext.Timeout(state.CustomTimeouts?.Update));
            var updated = await provider.UpdateAsync(request, cancellationToken).ConfigureAwait(false);
            New.State = state with { Outputs = updated.Outputs, Modified = context.Now };
            return StepResult.Ok;
        }
        catch (ProviderException e) when (Engine.Urn.IsProviderType(state.Type))
        {
            return StepResult.Failed(e.Message, StepStatus.Unknown);
        }
        catch (ProviderException e)
        {
            // Nobody knows how much of the change took hold. The state keeps the old inputs, takes the wanted values as outputs, and the
            // errors make the next operation finish the work (recordings, 05-failure).
            var reason = ProviderErrors.About("updating", state.Urn, e.Message);
            var outputs = e.Partial?.Outputs ?? PropertyOverlay.Apply(old.Outputs, state.Inputs);
            New.State = state with { Inputs = old.Inputs, Outputs = outputs, InitErrors = [reason], Modified = context.Now };
            return StepResult.Failed(ProviderErrors.List(reason), StepStatus.PartialFailure);
        }
    }

    public override StateChange Change() => new([Old!], [New!], MustWrite: true);
}
