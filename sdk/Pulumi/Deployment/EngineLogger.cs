using Pulumirpc;

namespace Pulumi;

/// <summary>Sends messages to the engine, one after the other, so that they appear in the order in which they were written.</summary>
internal sealed class EngineLogger(IEngine engine, TaskTracker tasks)
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private int _errors;

    /// <summary>An error was logged: the program has failed, though nothing was thrown.</summary>
    public bool HasErrors => Volatile.Read(ref _errors) > 0;

    /// <summary>Ends when the message has reached the engine.</summary>
    public Task LogAsync(LogSeverity severity, string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
    {
        if (severity == LogSeverity.Error)
            Interlocked.Increment(ref _errors);
        Task sent;
        lock (_gate)
            _last = sent = SendAsync(_last, severity, message, resource, streamId ?? 0, ephemeral ?? false);
        tasks.Add(sent);
        return sent;
    }

    private async Task SendAsync(Task before, LogSeverity severity, string message, Resource? resource, int streamId, bool ephemeral)
    {
        // A failure before is told by its own task; this message has its own chance. The yield gets us out of the caller's lock.
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            var urn = await FindUrnAsync(resource).ConfigureAwait(false);
            await engine.LogAsync(new LogRequest { Severity = severity, Message = message, Urn = urn, StreamId = streamId, Ephemeral = ephemeral }).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Interlocked.Increment(ref _errors);
            throw new LogException(exception);
        }
    }

    private static async Task<string> FindUrnAsync(Resource? resource)
    {
        if (resource?.Urn is not { } urn)
            return "";

        // A resource that failed has no URN; the message then belongs to the stack.
        await ((Task)urn.DataTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return urn.DataTask.IsCompletedSuccessfully && urn.DataTask.Result.IsKnown ? urn.DataTask.Result.Value ?? "" : "";
    }
}
