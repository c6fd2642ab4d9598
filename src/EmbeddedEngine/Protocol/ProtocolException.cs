namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>A message that this engine does not take: what it asks for is not supported, and the text says what that is.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
