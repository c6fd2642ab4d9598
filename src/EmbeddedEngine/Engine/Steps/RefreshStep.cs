using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>Reads what became of a resource. The state that the operation starts from takes the result over; nothing is compared with the program.</summary>
internal sealed class RefreshStep : Step
{
    private readonly ResourceState _before;
    private readonly bool _isDeclared;
    private ResourceState? _after;
    private DiffResult? _diff;

    public RefreshStep(ResourceEntry entry)
        : base(entry, entry)
    {
        // Until the read succeeded the resource is as it was: a failure must not look like a deletion.
        _before = entry.State;
        _after = entry.State;
    }

    /// <param name="declared">The resource as the program declares it now: its provider reads, its options are kept.</param>
    public RefreshStep(ResourceEntry old, ResourceEntry declared)
        : base(old, declared)
    {
        _before = old.State;
        _after = old.State;
        _isDeclared = true;
    }

    /// <summary>With <c>--run-program</c> nothing is said of what only the program makes.</summary>
    public bool IsQuiet { get; init; }

    public override bool IsInternal => base.IsInternal || (IsQuiet && (!_before.Custom || Engine.Urn.IsProviderType(_before.Type)));

    public override bool Answers => _isDeclared;

    public override string Op => StepOp.Refresh;

    public override string ResultOp
    {
        get
        {
            if (_after is null)
            {
                return StepOp.Delete;
            }

            var same = ReferenceEquals(_after, _before)
                || (_before.External ? PropertyDiffer.Diff(_before.Outputs, _after.Outputs).Changes is false : _diff is not { Changes: true });
            return same ? StepOp.Same : StepOp.Update;
        }
    }

    public override ResourceEntry Resource => Old!;

    public override bool Logical => false;

    public override bool TracksNew => false;

    /// <summary>The state after the read; null when the object is gone.</summary>
    public ResourceState? After => _after;

    public override async Task<StepResult> ApplyAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!_before.Custom || Engine.Urn.IsProviderType(_before.Type) || _before.PendingReplacement)
        {
            // There is nothing to read: it stays as it was, its id included.
            New!.State = _before;
            return StepResult.Ok;
        }

        var target = _isDeclared ? New!.State : _before;
        try
        {
            var provider = await context.ProviderOfAsync(target, cancellationToken).ConfigureAwait(false);
            var name = Engine.Urn.Name(_before.Urn);
            var read = await provider.ReadAsync(new ReadRequest(_before.Urn, _before.Type, name, _before.Id, _before.Inputs, _before.Outputs), cancellationToken).ConfigureAwait(false);
            if (read is null)
            {
                _after = null;
                return StepResult.Ok;
            }

            var after = StateSecrets.Mark(target with { Id = read.Id.Length > 0 ? read.Id : _before.Id, Inputs = read.Inputs, Outputs = read.Outputs, InitErrors = [] }, context.Events);
            var changed = !after.Inputs.Equals(_before.Inputs) || !after.Outputs.Equals(_before.Outputs);
            if (changed)
            {
                after = after with { Modified = context.Now };
            }

            if (!_before.External)
            {
                // What an update with an unchanged program would do, turned around: people want to see what came from outside.
                var diff = await ResourceDiff.AskAsync(
                    provider, new DiffRequest(after.Urn, after.Type, after.Id, after.Inputs, after.Outputs, _before.Inputs, _before.IgnoreChanges), cancellationToken).ConfigureAwait(false);
                _diff = diff with { DetailedDiff = ResourceDiff.Invert(diff.DetailedDiff) };
            }

            _after = after;
            if (_isDeclared)
            {
                New!.State = after;
            }

            return StepResult.Ok;
        }
        catch (ProviderException e)
        {
            return StepResult.Failed(ProviderErrors.About("refreshing", _before.Urn, e.Message));
        }
    }

    public override StateChange Change() => !_isDeclared ? StateChange.None : new StateChange([Old!], _after is null ? [] : [New!], MustWrite: true);

    public override StepMetadata Describe(string op) => new()
    {
        Op = op,
        Urn = _before.Urn,
        Type = _before.Type,
        Old = _before,
        New = _after,
        Diffs = _diff?.Diffs ?? ImmutableArray<string>.Empty,
        DetailedDiff = _diff?.DetailedDiff,
        Logical = false,
        Provider = _before.Provider,
    };
}
