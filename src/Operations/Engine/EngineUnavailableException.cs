namespace Provisioner.Operations.Engine;

/// <summary>The engine that the settings name cannot be started; the message says why.</summary>
public sealed class EngineUnavailableException(Exception cause) : Exception(cause.Message, cause);
