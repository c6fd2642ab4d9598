using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.Stacks.Naming;
using Pulumi.Automation.Events;

namespace Provisioner.Operations.Reporting;

/// <summary>How a resource is called before a person: "job 'sales_orders' (id 1001)", "privileges of 'anna' on the catalog 'sales'" instead of a URN.</summary>
internal static class ObjectWords
{
    private static readonly Dictionary<string, string> Nouns = new(StringComparer.Ordinal)
    {
        [ResourceTypes.Workspace] = "workspace",
        [ResourceTypes.RoleAssignment] = "Azure role",
        [ResourceTypes.WorkspaceAssignment] = "membership",
        [ResourceTypes.MetastoreAssignment] = "metastore",
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

    private static readonly string[] NameKeys = ["path", "name", "workspaceName", "gitProvider", "principal"];

    /// <summary>Null for what people need not hear of: the stack itself and providers.</summary>
    public static string? Describe(StepEventMetadata step) => Nouns.ContainsKey(step.Type) ? Describe(step.Type, LastPart(step.Urn), step.New ?? step.Old) : null;

    /// <summary>For a failure, whose step may be unknown: type and name from the URN.</summary>
    public static string Describe(string urn)
    {
        var parts = urn.Split("::");
        var type = parts.Length >= 4 ? parts[^2].Split('$')[^1] : "";
        return Nouns.ContainsKey(type) ? Describe(type, parts[^1], null) : LastPart(urn);
    }

    /// <summary>Making one means that it is so afterwards: it may have been so before, by another component or by hand.</summary>
    public static bool IsSetting(string type) => type is
        ResourceTypes.RoleAssignment or ResourceTypes.WorkspaceAssignment or ResourceTypes.MetastoreAssignment or ResourceTypes.Grant or ResourceTypes.Grants
        or ResourceTypes.Permissions or ResourceTypes.GitCredential or ResourceTypes.Folder;

    /// <summary>What readers of a view need to get at it, and nobody else.</summary>
    public static bool IsForReaders(StepEventMetadata step) => step.Type == ResourceTypes.Grant && ResourceNames.IsForReader(LastPart(step.Urn));

    /// <summary>"was" or "were".</summary>
    public static string Was(string type) => type is ResourceTypes.Grant or ResourceTypes.Grants or ResourceTypes.Permissions ? "were" : "was";

    /// <summary>"jobClusters, tasks": top-level names of what differs.</summary>
    public static string Differences(StepEventMetadata step)
    {
        var names = step.DetailedDiff is { Count: > 0 } detailed
            ? detailed.Keys.Select(path => path.Split('.', '[')[0])
            : step.Diffs ?? [];
        return string.Join(", ", names.Where(name => !name.StartsWith("__", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static string Describe(string type, string name, StepEventStateMetadata? state) => type switch
    {
        ResourceTypes.RoleAssignment => $"Azure role{Quoted(LastSegment(Text(state, "roleDefinitionId")))} of the {Who(name)} on the workspace{Quoted(LastSegment(Text(state, "scope")))}",
        ResourceTypes.WorkspaceAssignment => $"membership of the {Who(name)} in the workspace{Id(Text(state, "workspaceId"))}",
        ResourceTypes.MetastoreAssignment => $"metastore{Quoted(Text(state, "metastoreId"))} of the workspace{Id(Text(state, "workspaceId"))}",
        ResourceTypes.Grant or ResourceTypes.Grants => Text(state, "principal") is { } principal ? $"privileges of '{principal}' on the {Securable(name, state)}" : $"privileges on the {Securable(name, state)}",
        ResourceTypes.Permissions => $"permissions on the {Target(name)}{Id(Text(state, "jobId") ?? Text(state, "pipelineId") ?? Text(state, "repoId"))}",
        ResourceTypes.Schema or ResourceTypes.SqlTable => $"{Nouns[type]} '{FullName(state) ?? name}'",
        _ => Named(type, name, state),
    };

    private static string Named(string type, string name, StepEventStateMetadata? state)
    {
        var called = NameKeys.Select(key => Text(state, key)).FirstOrDefault(text => text is not null) ?? name;
        // Ids that a person can look up; those of catalogs and folders are their names, those of credentials are made up.
        var id = type is ResourceTypes.Job or ResourceTypes.Pipeline or ResourceTypes.Repo && state?.Id != called ? state?.Id : null;
        return $"{Nouns[type]} '{called}'{Id(id)}";
    }

    private static string Who(string name) =>
        name.StartsWith(ResourceNames.WorkspaceRoleDevelopers, StringComparison.Ordinal) || name == ResourceNames.WorkspaceDevelopers ? "development group" : "owner";

    private static string Securable(string name, StepEventStateMetadata? state)
    {
        foreach (var (property, noun) in new[] { ("catalog", "catalog"), ("schema", "schema"), ("table", "view") })
        {
            if (Text(state, property) is { } securable)
                return $"{noun} '{securable}'";
        }

        return name.Split('-')[0];
    }

    private static string Target(string name) => name.EndsWith("-permissions", StringComparison.Ordinal) ? name[..^"-permissions".Length] : $"object of '{name}'";

    private static string? FullName(StepEventStateMetadata? state)
    {
        string?[] parts = [Text(state, "catalogName"), Text(state, "schemaName"), Text(state, "name")];
        return parts[2] is null ? null : string.Join('.', parts.OfType<string>());
    }

    private static string Quoted(string? text) => text is null ? "" : $" '{text}'";

    private static string Id(string? id) => string.IsNullOrEmpty(id) ? "" : $" (id {id})";

    /// <summary>Inputs first: they are what was asked for, and outputs of what is being made are not there yet.</summary>
    private static string? Text(StepEventStateMetadata? state, string key) => state is null ? null : Text(state.Inputs, key) ?? Text(state.Outputs, key);

    private static string? Text(IReadOnlyDictionary<string, object> values, string key)
    {
        if (!values.TryGetValue(key, out var value))
            return null;
        var text = value as string ?? (JsonSerializer.SerializeToNode(value) is JsonValue number and not null && number.GetValueKind() == JsonValueKind.Number ? number.ToString() : null);
        return text is { Length: > 0 } and not "[secret]" ? text : null;
    }

    private static string? LastSegment(string? path) => path?[(path.LastIndexOf('/') + 1)..];

    private static string LastPart(string urn) => urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
}
