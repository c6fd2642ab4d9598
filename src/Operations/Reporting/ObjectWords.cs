using Provisioner.Stacks.Naming;
using Pulumi.Automation.Events;

namespace Provisioner.Operations.Reporting;

/// <summary>How a resource is called before a person: "job 'sales_orders' (1001)" instead of a URN.</summary>
internal static class ObjectWords
{
    private static readonly Dictionary<string, string> Nouns = new(StringComparer.Ordinal)
    {
        [ResourceTypes.Workspace] = "workspace",
        [ResourceTypes.RoleAssignment] = "role assignment",
        [ResourceTypes.WorkspaceAssignment] = "workspace membership",
        [ResourceTypes.MetastoreAssignment] = "metastore assignment",
        [ResourceTypes.Catalog] = "catalog",
        [ResourceTypes.Schema] = "schema",
        [ResourceTypes.Grant] = "privileges",
        [ResourceTypes.Grants] = "privileges",
        [ResourceTypes.Folder] = "folder",
        [ResourceTypes.GitCredential] = "git credential",
        [ResourceTypes.Repo] = "repo",
        [ResourceTypes.Permissions] = "permissions",
        [ResourceTypes.Job] = "job",
        [ResourceTypes.Pipeline] = "pipeline",
        [ResourceTypes.SqlTable] = "view",
    };

    /// <summary>Things that the program of a component keeps when they leave the state (<c>RetainOnDelete</c>).</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        ResourceTypes.Workspace, ResourceTypes.WorkspaceAssignment, ResourceTypes.MetastoreAssignment, ResourceTypes.Catalog, ResourceTypes.Schema, ResourceTypes.Grant, ResourceTypes.Folder,
        ResourceTypes.GitCredential,
    };

    private static readonly string[] NameKeys = ["path", "name", "workspaceName", "gitProvider", "principal"];

    /// <summary>Null for what people need not hear of: the stack itself and providers.</summary>
    public static string? Describe(StepEventMetadata step)
    {
        if (!Nouns.TryGetValue(step.Type, out var noun))
            return null;
        var state = step.New ?? step.Old;
        if (step.Type == ResourceTypes.Permissions)
            return PermissionsOf(LastPart(step.Urn));
        var name = Name(state) ?? LastPart(step.Urn);
        var id = state?.Id ?? "";
        return id.Length > 0 && id != name && IsTelling(step.Type) ? $"{noun} '{name}' (id {id})" : $"{noun} '{name}'";
    }

    /// <summary>For a failure, whose step may be unknown: type and name from the URN.</summary>
    public static string Describe(string urn)
    {
        var parts = urn.Split("::");
        if (parts.Length >= 4 && parts[^2].EndsWith(ResourceTypes.Permissions, StringComparison.Ordinal))
            return PermissionsOf(parts[^1]);
        return parts.Length >= 4 && Nouns.TryGetValue(parts[^2].Split('$')[^1], out var noun) ? $"{noun} '{parts[^1]}'" : LastPart(urn);
    }

    public static bool IsKept(string type) => Kept.Contains(type);

    /// <summary>"jobClusters, tasks": top-level names of what differs.</summary>
    public static string Differences(StepEventMetadata step)
    {
        var names = step.DetailedDiff is { Count: > 0 } detailed
            ? detailed.Keys.Select(path => path.Split('.', '[')[0])
            : step.Diffs ?? [];
        return string.Join(", ", names.Where(name => !name.StartsWith("__", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    /// <summary>"job-permissions" are "permissions on the job".</summary>
    private static string PermissionsOf(string name) =>
        name.EndsWith("-permissions", StringComparison.Ordinal) ? $"permissions on the {name[..^"-permissions".Length]}" : $"permissions '{name}'";

    private static string? Name(StepEventStateMetadata? state)
    {
        if (state is null)
            return null;
        foreach (var key in NameKeys)
        {
            if ((Value(state.Inputs, key) ?? Value(state.Outputs, key)) is { } value)
                return value;
        }

        return null;
    }

    private static string? Value(IReadOnlyDictionary<string, object>? values, string key) =>
        values is not null && values.TryGetValue(key, out var value) && value is string { Length: > 0 } text && text != "[secret]" ? text : null;

    /// <summary>Ids that a person can look up; those of permissions and credentials are made up.</summary>
    private static bool IsTelling(string type) => type is ResourceTypes.Job or ResourceTypes.Pipeline or ResourceTypes.Repo;

    private static string LastPart(string urn) => urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
}
