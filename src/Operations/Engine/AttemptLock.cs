using System.Diagnostics;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Engine;

/// <summary>
/// The lock that an attempt takes on its stack. It is noted with the operation before it is taken, so that after a crash exactly this lock can be
/// cleared, and a person's is left alone.
/// </summary>
public sealed class AttemptLock(OperationStore store, StackLocks locks, TimeProvider time)
{
    /// <summary>A pulumi process that outlives a killed service notices that its program is gone; until then its lock is real.</summary>
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan OrphanPoll = TimeSpan.FromMilliseconds(250);

    /// <summary>Clears what an earlier attempt of the operation left, and notes the lock of the attempt that starts.</summary>
    /// <returns>The id that the lock is to have.</returns>
    public async Task<string> BeginAsync(OperationRow operation, string stack, OperationLog log, CancellationToken cancellationToken)
    {
        if (AttemptNote.FromJson(operation.Attempt) is { } earlier)
            await ClearAsync(earlier, stack, log, cancellationToken);
        var note = new AttemptNote(Environment.MachineName, Environment.ProcessId, time.GetUtcNow(), [.. locks.Ids(stack)], Guid.NewGuid().ToString());
        await store.BeginAttemptAsync(operation.Sequence, note.ToJson());
        return note.Lock;
    }

    private async Task ClearAsync(AttemptNote earlier, string stack, OperationLog log, CancellationToken cancellationToken)
    {
        foreach (var id in locks.Ids(stack))
        {
            if (!await IsOursAsync(earlier, stack, id, cancellationToken))
                continue;
            if (locks.Clear(stack, id))
                log.Info("start", $"The lock that the interrupted attempt left on stack {stack} was removed.");
        }
    }

    /// <summary>The embedded engine takes the id that was noted. The CLI chooses its own: then it is a lock that was not there before and whose
    /// process, started later than the attempt on the same machine, is gone.</summary>
    private async Task<bool> IsOursAsync(AttemptNote earlier, string stack, string id, CancellationToken cancellationToken)
    {
        if (id == earlier.Lock)
            return true;
        if (earlier.LocksBefore.Contains(id) || locks.Holder(stack, id) is not { } holder || holder.Host != earlier.Host || holder.Since < earlier.StartedAt)
            return false;
        var started = time.GetTimestamp();
        while (IsAlive(holder.ProcessId))
        {
            if (time.GetElapsedTime(started) > OrphanPatience)
                return false;
            await Task.Delay(OrphanPoll, time, cancellationToken);
        }

        return true;
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
