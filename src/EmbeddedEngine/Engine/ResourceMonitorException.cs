namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>A registration that the engine refuses or whose step failed; the diagnostic has been sent as an event.</summary>
public sealed class ResourceMonitorException(string message) : Exception(message);
