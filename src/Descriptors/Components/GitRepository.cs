namespace Provisioner.Descriptors.Components;

/// <summary>Where a workload's code is.</summary>
public sealed record GitRepository
{
    /// <summary>An https address without user or password.</summary>
    public required string Url { get; init; }

    /// <summary>Branch or tag; null: the repository's default branch.</summary>
    public GitReference? Reference { get; init; }

    /// <summary>The notebook inside the repository, without leading slash; jobs only.</summary>
    public string? Path { get; init; }

    /// <summary>The name of the git host in Databricks' own spelling (<c>gitHub</c>, <c>azureDevOpsServices</c> …); null: the configured one.</summary>
    public string? Provider { get; init; }

    /// <summary>The last part of the address, without <c>.git</c>.</summary>
    public string Name
    {
        get
        {
            var last = Uri.UnescapeDataString(new Uri(Url).AbsolutePath.TrimEnd('/').Split('/')[^1]);
            return last.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? last[..^4] : last;
        }
    }
}

/// <summary>A branch or a tag.</summary>
public sealed record GitReference(GitReferenceType Type, string Name);

public enum GitReferenceType
{
    Branch,
    Tag,
}
