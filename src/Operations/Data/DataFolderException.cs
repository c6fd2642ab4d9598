namespace Provisioner.Operations.Data;

/// <summary>The data folder cannot be used; the message says why.</summary>
public sealed class DataFolderException(string message, Exception? inner = null) : Exception(message, inner);
