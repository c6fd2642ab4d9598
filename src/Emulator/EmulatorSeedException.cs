namespace Provisioner.Emulator;

/// <summary>A seed that cannot be applied. The message names the key and what is wrong.</summary>
public sealed class EmulatorSeedException(string message) : Exception(message);
