namespace Provisioner.Descriptors.Paths;

/// <summary>An absolute path in the workspace's tree: starts with a slash, has no empty, <c>.</c> or <c>..</c> part and does not end in a slash.</summary>
public sealed record WorkspacePath
{
    internal WorkspacePath(IReadOnlyList<string> segments) => Segments = segments;

    public IReadOnlyList<string> Segments { get; }

    public string Value => "/" + string.Join('/', Segments);

    /// <summary>The folder that holds it; null directly under the root.</summary>
    public WorkspacePath? Folder => Segments.Count < 2 ? null : new WorkspacePath([.. Segments.Take(Segments.Count - 1)]);

    public string Name => Segments[^1];

    public bool Equals(WorkspacePath? other) => other is not null && string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Value;
}
