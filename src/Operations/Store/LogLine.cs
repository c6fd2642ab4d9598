namespace Provisioner.Operations.Store;

/// <summary>One line of an operation's log, for the person who reads the status.</summary>
/// <param name="Phase">The step of the operation that wrote it: <c>accept</c>, <c>validate</c>, <c>read</c>, <c>apply</c>, <c>remove</c>, <c>finish</c>.</param>
public sealed record LogLine(DateTimeOffset Timestamp, LogSeverity Severity, string Phase, string Message);
