using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Folders, notebooks and files: <c>/api/2.0/workspace</c>.</summary>
public interface IWorkspaceObjectsApi
{
    /// <summary>Makes the folder and its parents; nothing to do when it exists.</summary>
    [Post("/api/2.0/workspace/mkdirs")]
    Task MakeDirectoriesAsync([Body] MakeDirectoriesRequest request, CancellationToken cancellationToken = default);

    [Get("/api/2.0/workspace/get-status")]
    Task<WorkspaceObject> GetStatusAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>What is directly in the folder; the answer has no pages.</summary>
    [Get("/api/2.0/workspace/list")]
    Task<WorkspaceObjectList> ListAsync(string path, CancellationToken cancellationToken = default);

    [Post("/api/2.0/workspace/delete")]
    Task DeleteAsync([Body] DeleteObjectRequest request, CancellationToken cancellationToken = default);

    /// <param name="format"><c>SOURCE</c>, <c>HTML</c>, <c>JUPYTER</c>, <c>DBC</c>, <c>AUTO</c>.</param>
    [Get("/api/2.0/workspace/export")]
    Task<ExportedObject> ExportAsync(string path, string format = "SOURCE", CancellationToken cancellationToken = default);
}

public sealed record MakeDirectoriesRequest(string Path);

public sealed record DeleteObjectRequest(string Path, bool? Recursive = null);

public sealed record WorkspaceObjectList
{
    public IReadOnlyList<WorkspaceObject> Objects { get; init; } = [];
}

public sealed record WorkspaceObject
{
    public required string Path { get; init; }

    /// <summary><c>DIRECTORY</c>, <c>NOTEBOOK</c>, <c>FILE</c>, <c>REPO</c>, <c>LIBRARY</c>, <c>DASHBOARD</c>.</summary>
    public string ObjectType { get; init; } = "";

    public long ObjectId { get; init; }

    public string? Language { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? ModifiedAt { get; init; }
}

/// <param name="Content">Base64.</param>
public sealed record ExportedObject(string Content, string? FileType = null);
