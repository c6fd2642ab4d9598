using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>
/// Takes a live object into the state as ours. What the program wants of it is not looked at: the planner compares afterwards and
/// updates in the same operation (F8).
/// </summary>
internal sealed class ImportStep : Step
{
    private readonly ResourceEntry? _original;
    private ResourceState? _shownOld;

    /// <param name="original">Another object that the stack managed under this name: it waits for its deletion from now on.</param>
    public ImportStep(ResourceEntry? original, ResourceEntry @new)
        : base(null, @new)
    {
        Require(@new.State is { ImportId.Length: > 0, Id.Length: 0, Custom: true, External: false }, "An import has the id to look for, and none yet.");
        _original = original;
    }

    public override string Op => _original is null ? StepOp.Import : StepOp.ImportReplacement;

    public override bool Logical => _original is null;

    /// <summary>The program is answered when the comparison after the import is done.</summary>
    public override bool Answers => false;

    public override PendingOperation? Pending => PendingOn(New, PendingOperationType.Importing);

    public override async Task<StepResult> ApplyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var state = New!.State;
        try
        {
            var provider = await context.ProviderOfAsync(state, cancellationToken).ConfigureAwait(false);
            var read = await provider.ReadAsync(
                new ReadRequest(state.Urn, state.Type, Engine.Urn.Name(state.Urn), state.ImportId, PropertyMap.Empty, PropertyMap.Empty), cancellationToken).ConfigureAwait(false);
            if (read is null)
            {
                return StepResult.Failed($"resource '{state.ImportId}' does not exist");
            }

            state = state with { Id = read.Id.Length > 0 ? read.Id : state.ImportId, Inputs = read.Inputs, Outputs = read.Outputs };
        }
        catch (ProviderException e)
        {
            return StepResult.Failed(ProviderErrors.About("refreshing", state.Urn, e.Message));
        }

        _shownOld = state with { Created = null, Modified = null, AdditionalSecretOutputs = [], Aliases = [] };
        New.State = state with { Created = context.Now, Modified = context.Now };
        if (_original is not null)
        {
            _original.State = _original.State with { Delete = true };
        }

        return StepResult.Ok;
    }

    public override StateChange Change() => new(ImmutableArray<ResourceEntry>.Empty, [New!], MustWrite: true);

    public override StepMetadata Describe(string op) => base.Describe(op) with { Old = _shownOld };
}
