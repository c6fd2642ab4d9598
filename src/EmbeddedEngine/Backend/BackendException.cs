namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>State, configuration or a lock that cannot be used: the message is for the person at the console, without the leading <c>error:</c>.</summary>
public class BackendException(string message) : Exception(message);
