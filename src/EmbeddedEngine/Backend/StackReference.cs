namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>A stack by its three names. A folder backend knows one organization, called <c>organization</c>.</summary>
public sealed record StackReference(string Project, string Name)
{
    public const string Organization = "organization";

    private const int MaximumLength = 100;

    public string FullyQualifiedName => $"{Organization}/{Project}/{Name}";

    public string CheckpointPath => $".pulumi/stacks/{Project}/{Name}.json";

    public string TagsPath => $".pulumi/stacks/{Project}/{Name}.pulumi-tags";

    public string HistoryDirectory => $".pulumi/history/{Project}/{Name}";

    public string BackupDirectory => $".pulumi/backups/{Project}/{Name}";

    public string LockDirectory => $".pulumi/locks/{Organization}/{Project}/{Name}";

    /// <summary>Reads <c>name</c>, <c>organization/name</c> or <c>organization/project/name</c>.</summary>
    /// <param name="currentProject">The project of the working directory, or null outside of one.</param>
    /// <exception cref="BackendException">Not a name that can be a file of the backend.</exception>
    public static StackReference Parse(string text, string? currentProject)
    {
        var parts = text.Split('/');
        var organization = parts.Length > 1 ? parts[0] : Organization;
        if (parts.Length > 3 || organization != Organization)
        {
            throw new BackendException(parts.Length > 3
                ? $"could not parse stack reference '{text}'"
                : "organization name must be 'organization'");
        }
        var project = parts.Length == 3 ? parts[1] : currentProject;
        if (string.IsNullOrEmpty(project))
        {
            throw new BackendException(
                "if you're using the --stack flag, pass the fully qualified name (organization/project/stack)");
        }
        Check("project", project);
        Check("stack", parts[^1]);
        return new StackReference(project, parts[^1]);
    }

    /// <summary>The short name inside its own project, the full one elsewhere.</summary>
    public string Display(string? currentProject) => Project == currentProject ? Name : FullyQualifiedName;

    // The names are path segments: nothing but these characters, so that no name leaves its folder.
    private static void Check(string what, string name)
    {
        if (name.Length is 0 or > MaximumLength)
            throw new BackendException($"a {what} name must have 1 to {MaximumLength} characters: '{name}'");
        if (name is "." or ".." || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new BackendException($"a {what} name may only contain alphanumeric, hyphens, underscores, or periods: '{name}'");
    }
}
