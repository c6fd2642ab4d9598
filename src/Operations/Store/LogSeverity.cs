namespace Provisioner.Operations.Store;

/// <summary>The level of an operation's log line, in the words of the interface. The names are stored.</summary>
public enum LogSeverity
{
    Debug,
    Info,
    Warning,
    Error,
}
