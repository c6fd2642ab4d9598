namespace Provisioner.Descriptors.Paths;

/// <summary>Reads paths that stay under the workspace's root.</summary>
internal static class WorkspacePathParser
{
    private const int MaxSegmentLength = 255;
    private const int MaxLength = 1000;

    /// <summary>The path, or the sentence that says what is wrong with it. A leading slash may be missing: every path is relative to the root.</summary>
    public static (WorkspacePath? Path, string? Problem) Parse(string text)
    {
        if (text.Length > MaxLength)
            return (null, $"is longer than {MaxLength} characters.");
        if (text.Any(char.IsControl))
            return (null, "holds a control character.");
        if (text.Contains('\\', StringComparison.Ordinal))
            return (null, "holds a backslash; parts of a path are divided by '/'.");
        var segments = text.Trim('/').Split('/');
        if (segments.Any(segment => string.IsNullOrWhiteSpace(segment)))
            return (null, "holds an empty part.");
        if (segments.Any(segment => segment is "." or ".."))
            return (null, "must not leave its folder: '.' and '..' are not allowed.");
        if (segments.FirstOrDefault(segment => segment.Length > MaxSegmentLength) is not null)
            return (null, $"holds a part of more than {MaxSegmentLength} characters.");
        if (segments.Any(segment => segment != segment.Trim()))
            return (null, "holds a part that starts or ends with a space.");
        return (new WorkspacePath(segments), null);
    }

    /// <summary>The path of a repo; directly under <c>/Repos</c> Databricks wants exactly a folder and a name.</summary>
    public static (WorkspacePath? Path, string? Problem) ParseRepo(string text)
    {
        var (path, problem) = Parse(text);
        if (path is null)
            return (null, problem);
        if (path.Segments[0] == "Repos" && path.Segments.Count != 3)
            return (null, "under '/Repos' must have exactly three parts, '/Repos/<folder>/<name>'.");
        return (path, null);
    }
}
