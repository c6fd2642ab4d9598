using Provisioner.Descriptors.Paths;

namespace Provisioner.Descriptors.Components;

/// <summary>A component that runs code from a git repository.</summary>
public abstract record Workload : Component
{
    private protected Workload()
    {
    }

    /// <summary>The exact name of the job, workflow or pipeline on Databricks.</summary>
    public required string ObjectName { get; init; }

    public required GitRepository Git { get; init; }

    public required WorkspacePath RepoPath { get; init; }

    /// <summary>Display name of the service principal to run as; null: whoever deploys.</summary>
    public string? RunAsPrincipalName { get; init; }
}
