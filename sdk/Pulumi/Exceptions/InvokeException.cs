namespace Pulumi;

/// <summary>A provider refused the arguments of a function.</summary>
internal sealed class InvokeException(string message) : Exception(message);
