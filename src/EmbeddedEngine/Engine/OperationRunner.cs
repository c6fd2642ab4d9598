using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// Runs one operation on one stack: refresh if asked for, the program if there is one, deletions of what is no longer declared. Expected
/// endings (failed steps, refusals, cancellation) are outcomes; the state in them is what the checkpoint writer got last.
/// </summary>
public sealed class OperationRunner(TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <param name="cancellationToken">Asks the operation to stop: running steps are finished, nothing more is started, the state is saved.</param>
    public async Task<OperationOutcome> RunAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        request = request with { DryRun = request.DryRun || request.Kind == OperationKind.Preview };
        if (request.Kind is OperationKind.Destroy or OperationKind.Refresh && UnknownTarget(request) is { } refusal)
        {
            request.Events.Send(new Events.CancelEvent());
            return new OperationOutcome(Failed: true, Canceled: false, request.State, ImmutableSortedDictionary<string, int>.Empty) { Error = refusal };
        }

        if (request is { Kind: OperationKind.Destroy, Program: null } && SaysHooks(request))
        {
            return new OperationOutcome(Failed: true, Canceled: false, request.State, ImmutableSortedDictionary<string, int>.Empty)
            {
                Error = "You must run with the `--run-program` flag to use delete hooks during destroy.",
            };
        }

        await using var operation = new Operation(WithoutClearedCreations(request), _clock, cancellationToken);
        return await operation.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hooks around deletions are the program's, and it does not run.</summary>
    private static bool SaysHooks(OperationRequest request)
    {
        var events = new OperationEvents(request.Events, request.DryRun, isRefresh: false, refreshes: false);
        var found = false;
        foreach (var state in request.State.Resources)
        {
            var names = new[] { HookPoint.BeforeDelete, HookPoint.AfterDelete }.SelectMany(point => state.ResourceHooks.GetValueOrDefault(point, [])).ToList();
            if (names.Count > 0)
            {
                found = true;
                events.Error(state.Urn, $"Resource has delete hooks registered, but the program is not running. Hooks: {string.Join(", ", names)}");
            }
        }

        if (found)
        {
            events.End();
        }

        return found;
    }

    private static string? UnknownTarget(OperationRequest request)
    {
        var known = request.State.Resources.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        return TargetFilter.Literals(request.Targets.AddRange(request.Excludes)).FirstOrDefault(urn => !known.Contains(urn)) is { } unknown
            ? $"no resource named '{unknown}' found"
            : null;
    }

    private static OperationRequest WithoutClearedCreations(OperationRequest request) => !request.ClearPendingCreates
        ? request
        : request with
        {
            State = request.State with { PendingOperations = [.. request.State.PendingOperations.Where(p => p.Type != PendingOperationType.Creating)] },
        };
}
