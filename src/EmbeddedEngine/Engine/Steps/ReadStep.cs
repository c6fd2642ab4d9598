using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>Reads an object that is not ours into the state (<c>Get</c>); previews read, too.</summary>
internal sealed class ReadStep : Step
{
    private readonly bool _isReplacement;

    /// <param name="isReplacement">The stack managed another object under this name: that one waits for its deletion from now on.</param>
    public ReadStep(ResourceEntry? old, ResourceEntry @new, bool isReplacement)
        : base(old, @new)
    {
        Require(@new.State is { External: true, Id.Length: > 0 }, "Only an external resource with an id can be read.");
        Require(!isReplacement || old is { State.External: false }, "Only a resource of ours is replaced by one that is read.");
        _isReplacement = isReplacement;
    }

    public override string Op => _isReplacement ? StepOp.ReadReplacement : StepOp.Read;

    public override bool Logical => !_isReplacement;

    /// <summary>A read that found nothing new does not count.</summary>
    public override bool IsRecorded => !_isReplacement && Old is not null && !PropertyDiffer.Diff(Old.State.Outputs, New!.State.Outputs).Changes.Equals(false);

    public override PendingOperation? Pending => PendingOn(New, PendingOperationType.Reading);

    public override async Task<StepResult> ApplyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var state = New!.State;
        if (state.Id != ProviderReference.UnknownId)
        {
            try
            {
                var provider = await context.ProviderOfAsync(state, cancellationToken).ConfigureAwait(false);
                var read = await provider.ReadAsync(
                    new ReadRequest(state.Urn, state.Type, Engine.Urn.Name(state.Urn), state.Id, state.Inputs, state.Inputs), cancellationToken).ConfigureAwait(false);
                if (read is null)
                {
                    return StepResult.Failed($"resource '{state.Id}' does not exist");
                }

                state = state with { Outputs = read.Outputs, Id = read.Id.Length > 0 ? read.Id : state.Id };
            }
            catch (ProviderException e)
            {
                return StepResult.Failed(ProviderErrors.About("refreshing", state.Urn, e.Message));
            }
        }

        if (Old is { } old)
        {
            var changed = !state.Inputs.Equals(old.State.Inputs) || !state.Outputs.Equals(old.State.Outputs);
            state = state with { Created = old.State.Created, Modified = changed ? context.Now : old.State.Modified };
            if (_isReplacement)
            {
                old.State = old.State with { Delete = true };
            }
        }

        New.State = state;
        return StepResult.Ok;
    }

    public override StateChange Change() => new(Old is null || _isReplacement ? [] : [Old], [New!], MustWrite: true);
}
