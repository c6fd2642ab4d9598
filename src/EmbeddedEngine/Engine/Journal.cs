using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// Keeps the list of resources in dependency order while steps run side by side, and hands it to the checkpoint writer: before a step
/// (with the step as pending) and after it. What steps of this operation produced comes first, in the order of completion: each was
/// started when what it stands on was done. What the operation has not reached yet follows as it was. A state that cannot be written
/// stops the operation: whatever it did from then on could be lost.
/// </summary>
/// <param name="writer">Null in a dry run.</param>
internal sealed class Journal(
    Deployment start, IReadOnlyList<ResourceEntry> baseEntries, ICheckpointWriter? writer, RunControl control, OperationEvents events) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly List<ResourceEntry> _added = [];
    private readonly HashSet<ResourceEntry> _removed = [];
    private readonly Dictionary<Step, PendingOperation> _pending = [];

    /// <summary>Parents of what a program's refresh found gone, by URN: what it read before may be written before what stands on it is.</summary>
    private readonly Dictionary<string, string> _gone = new(StringComparer.Ordinal);
    private readonly ImmutableArray<PendingOperation> _carried = [.. start.PendingOperations.Where(p => p.Type == PendingOperationType.Creating)];
    private IReadOnlyList<ResourceEntry> _base = baseEntries;
    private long _version;
    private long _written;
    private bool _hasUnwritten;
    private bool _isBroken;

    /// <summary>The state as it is now. Creations that an earlier operation left open stay until a person has looked (F10).</summary>
    public Deployment Current
    {
        get
        {
            lock (_gate)
            {
                var resources = _added.Where(IsKept).Concat(_base.Where(IsKept)).Select(entry => entry.State).ToImmutableArray();
                return new Deployment
                {
                    Resources = DependencyOrder.Restore(AliasNormalizer.Normalize(DanglingReferences.Drop(resources, _gone))),
                    PendingOperations = [.. _pending.Values, .. _carried],
                };
            }
        }
    }

    /// <summary>Whether the state still has the entry.</summary>
    public bool Holds(ResourceEntry entry)
    {
        lock (_gate)
        {
            return IsKept(entry);
        }
    }

    /// <returns>Whether the step may start: it is on record.</returns>
    public Task<bool> BeginAsync(Step step)
    {
        lock (_gate)
        {
            if (step.Pending is not { } pending)
            {
                return Task.FromResult(true);
            }

            _pending[step] = pending;
            _version++;
        }

        return WriteAsync();
    }

    /// <returns>Whether the outcome is on record.</returns>
    public Task<bool> EndAsync(Step step, bool isKept)
    {
        lock (_gate)
        {
            var wasPending = _pending.Remove(step);
            var change = isKept ? step.Change() : StateChange.None;
            _removed.UnionWith(change.Removed);
            _added.AddRange(change.Added);
            if (step is RefreshStep { After: null })
            {
                foreach (var gone in change.Removed)
                {
                    _gone[gone.Urn] = gone.State.Parent;
                }
            }

            if (!wasPending && !change.MustWrite)
            {
                _hasUnwritten |= change.Added.Length + change.Removed.Length > 0;
                return Task.FromResult(true);
            }

            _version++;
        }

        return WriteAsync();
    }

    /// <summary>The outputs of a component or of the stack changed after its step.</summary>
    public Task OutputsChangedAsync()
    {
        lock (_gate)
        {
            _version++;
        }

        return WriteAsync();
    }

    /// <summary>A refresh read the state anew: what it was is no longer the base.</summary>
    public void Rebase(IReadOnlyList<ResourceEntry> entries)
    {
        lock (_gate)
        {
            if (_added.Count > 0)
            {
                // What the program's own refresh has read already may stand on what the rest of it found gone.
                foreach (var gone in _base.Except(entries))
                {
                    _gone[gone.Urn] = gone.State.Parent;
                }
            }

            _base = entries;
            _hasUnwritten = true;
        }
    }

    /// <summary>Writes what was not worth a write of its own, or could not be written before.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            if (!_hasUnwritten && _written == _version)
            {
                return Task.CompletedTask;
            }

            _version++;
        }

        return WriteAsync();
    }

    public void Dispose() => _writing.Dispose();

    private bool IsKept(ResourceEntry entry) => !_removed.Contains(entry);

    /// <summary>Completes when a state at least as new as the caller's change is durable; steps that end together share a write.</summary>
    private async Task<bool> WriteAsync()
    {
        if (writer is null)
        {
            return true;
        }

        long wanted;
        lock (_gate)
        {
            wanted = _version;
        }

        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            return await WriteAsync(writer, wanted).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Disk, permissions, encryption: whatever it is, the operation must end in an orderly way.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!_isBroken)
            {
                _isBroken = true;
                events.Error("", $"failed to save snapshot: {e.Message}");
            }

            control.FailStep();
            control.Stop();
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<bool> WriteAsync(ICheckpointWriter target, long wanted)
    {
        // Not on the back of whoever starts many steps in one breath: with a writer that never waits, each of them would begin only when the one
        // before has ended, with writes of its own. This way the others are on record when the state is taken.
        await Task.Yield();
        Deployment deployment;
        long version;
        lock (_gate)
        {
            if (_written >= wanted)
            {
                return true;
            }

            version = _version;
            deployment = Current;
            _hasUnwritten = false;
        }

        // Never given up half-way: the state of a step that has run must reach the disk.
        await target.WriteAsync(deployment, CancellationToken.None).ConfigureAwait(false);
        _written = version;
        return true;
    }
}
