namespace Provisioner.Facts.Identities;

/// <summary>Whom an operation deals with, looked up.</summary>
public sealed record IdentityFacts
{
    public required Principal Owner { get; init; }

    public required Principal DevelopmentGroup { get; init; }

    /// <summary>The service principal that the workload runs as; null: whoever deploys.</summary>
    public Principal? RunAs { get; init; }

    /// <summary>Name of the principal that the service itself works as; null when unknown (the workspace is not there yet). Its own entry in a permission list cannot be changed.</summary>
    public string? Deployer { get; init; }
}
