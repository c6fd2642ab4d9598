namespace Provisioner.EmbeddedEngine.Providers;

/// <summary>
/// A call that Databricks or Azure refused, or that could not be made: the message is the operator's (no secrets in it).
/// </summary>
public sealed class ProviderException : Exception
{
    public ProviderException(string message)
        : base(message)
    {
    }

    public ProviderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Set when a creation or an update got so far that the object exists although the call failed: it is kept in the state, with the
    /// reasons as its initialization errors.
    /// </summary>
    public CreateResult? Partial { get; init; }
}
