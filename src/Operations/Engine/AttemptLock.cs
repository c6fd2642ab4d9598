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

    /// <summary>When a process started is told by the system in ticks since its own start.</summary>
    private static readonly TimeSpan StartTimePrecision = TimeSpan.FromSeconds(1);

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

    /// <summary>The embedded engine takes the id that was noted. The CLI chooses its own: then it is a lock that was not there before, taken later than
    /// the attempt started on the same machine. Either may be a process that is still at its step.</summary>
    private async Task<bool> IsOursAsync(AttemptNote earlier, string stack, string id, CancellationToken cancellationToken)
    {
        var holder = locks.Holder(stack, id);
        if (id == earlier.Lock)
            return holder is null || holder.Host != Environment.MachineName || await EndsAsync(() => IsStillHeld(holder), cancellationToken);
        if (earlier.LocksBefore.Contains(id) || holder is null || holder.Host != earlier.Host || holder.Since < earlier.StartedAt)
            return false;
        return await EndsAsync(() => IsAlive(holder.ProcessId), cancellationToken);
    }

    private async Task<bool> EndsAsync(Func<bool> isAlive, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (isAlive())
        {
            if (time.GetElapsedTime(started) > OrphanPatience)
                return false;
            await Task.Delay(OrphanPoll, time, cancellationToken);
        }

        return true;
    }

    /// <summary>Held by this process it is of an attempt that has ended; one that started after the lock was taken only has the holder's number.</summary>
    private static bool IsStillHeld(LockHolder holder) => holder.ProcessId != Environment.ProcessId && IsAlive(holder.ProcessId, holder.Since);

    private static bool IsAlive(int processId, DateTimeOffset? since = null)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited && (since is null || process.StartTime.ToUniversalTime() <= since.Value.UtcDateTime + StartTimePrecision);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
