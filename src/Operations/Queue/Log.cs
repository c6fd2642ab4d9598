using Microsoft.Extensions.Logging;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Queue;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Operation {Sequence} ({Kind} of {Queue}) starts, attempt {Attempt}")]
    public static partial void OperationStarted(ILogger logger, long sequence, OperationKind kind, string queue, int attempt);

    [LoggerMessage(101, LogLevel.Information, "Operation {Sequence} ({Kind} of {Queue}) ended {Status} after {Seconds:0.00} s")]
    public static partial void OperationFinished(ILogger logger, long sequence, OperationKind kind, string queue, OperationStatus status, double seconds);

    [LoggerMessage(102, LogLevel.Information, "Operation {Sequence} ({Kind} of {Queue}) is left open: the service stops; it continues at the next start")]
    public static partial void OperationInterrupted(ILogger logger, long sequence, OperationKind kind, string queue);

    [LoggerMessage(103, LogLevel.Error, "Operation {Sequence} ({Kind} of {Queue}) failed unexpectedly")]
    public static partial void OperationFaulted(ILogger logger, Exception fault, long sequence, OperationKind kind, string queue);

    [LoggerMessage(104, LogLevel.Error, "The queue {Queue} cannot go on for now")]
    public static partial void QueueFaulted(ILogger logger, Exception fault, string queue);

    [LoggerMessage(105, LogLevel.Information, "{Count} queues have open operations from before; they continue")]
    public static partial void QueuesRecovered(ILogger logger, int count);

    [LoggerMessage(106, LogLevel.Warning, "The queue {Queue} could not be woken; the next start does what is in it")]
    public static partial void NotWoken(ILogger logger, Exception fault, string queue);
}
