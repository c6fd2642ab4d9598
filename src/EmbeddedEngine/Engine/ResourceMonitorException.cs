namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>A registration that the engine refuses or whose step failed; the diagnostic has been sent as an event.</summary>
public sealed class ResourceMonitorException(string message) : Exception(message)
{
    /// <summary>
    /// The operation ended while the call was waiting: programs know this answer (gRPC status UNAVAILABLE) and stop without a word.
    /// False: the call itself was wrong.
    /// </summary>
    public bool IsShutdown { get; init; }
}
