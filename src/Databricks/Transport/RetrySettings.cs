namespace Provisioner.Databricks.Transport;

/// <summary>How long and how often one call is tried.</summary>
public sealed record RetrySettings
{
    /// <summary>The first try included.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>Doubled with each further try, with jitter, up to 15 s; an answer's <c>Retry-After</c> wins.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How long one try may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(65);
}
