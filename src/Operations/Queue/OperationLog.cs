using Provisioner.Operations.Secrets;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Queue;

/// <summary>The log of one operation: stored in order, secrets taken out.</summary>
public sealed class OperationLog(OperationStore store, Redactor redactor, long sequence)
{
    public void Debug(string phase, string message) => Write(LogSeverity.Debug, phase, message);

    public void Info(string phase, string message) => Write(LogSeverity.Info, phase, message);

    public void Warning(string phase, string message) => Write(LogSeverity.Warning, phase, message);

    public void Error(string phase, string message) => Write(LogSeverity.Error, phase, message);

    public void Write(LogSeverity severity, string phase, string message) => store.Log(sequence, severity, phase, redactor.Redact(message));
}
