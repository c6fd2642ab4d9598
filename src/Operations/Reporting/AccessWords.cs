using System.Text.Json.Nodes;
using Provisioner.Stacks.Naming;
using Pulumi.Automation.Events;

namespace Provisioner.Operations.Reporting;

/// <summary>Lists of who may do what, as people read them: "anna@company.com CAN_MANAGE", whatever the order in the resource.</summary>
internal static class AccessWords
{
    /// <summary>More are counted, not listed.</summary>
    private const int MostListed = 20;

    /// <summary>The property that holds the list; null when the resource is none of that kind.</summary>
    public static string? Property(string type) => type switch
    {
        ResourceTypes.Grant => "privileges",
        ResourceTypes.Grants => "grants",
        ResourceTypes.Permissions => "accessControls",
        ResourceTypes.WorkspaceAssignment => "permissions",
        _ => null,
    };

    /// <summary>An entry for each right that somebody has.</summary>
    private static IReadOnlyList<string> Entries(string type, JsonNode?[] sources)
    {
        var property = Property(type)!;
        var list = sources.Select(source => (source as JsonObject)?[property] as JsonArray).FirstOrDefault(found => found is not null) ?? [];
        return [.. list.SelectMany(Words).Order(StringComparer.Ordinal)];
    }

    /// <summary>" to USE_CATALOG", ": anna@company.com CAN_MANAGE, …" behind the resource's name; empty without a list.</summary>
    public static string Details(StepEventMetadata step)
    {
        if (Property(step.Type) is null || Entries(step.Type, StateValues.Of(step.New)) is not { Count: > 0 } entries)
            return "";
        return step.Type is ResourceTypes.Grant or ResourceTypes.WorkspaceAssignment ? $" to {Joined(entries)}" : $": {Joined(entries)}";
    }

    /// <summary>"given: bob SELECT; taken away: anna SELECT"; empty when it is no such list, or the same.</summary>
    public static string Changes(StepEventMetadata step)
    {
        var (gone, come) = Between(step);
        string?[] parts = [come.Count > 0 ? $"given: {Joined(come)}" : null, gone.Count > 0 ? $"taken away: {Joined(gone)}" : null];
        return string.Join("; ", parts.OfType<string>());
    }

    /// <summary>The entries that only the old list has, and those that only the new one has.</summary>
    public static (IReadOnlyList<string> Gone, IReadOnlyList<string> Come) Between(StepEventMetadata step)
    {
        if (Property(step.Type) is null)
            return ([], []);
        var (before, after) = (Entries(step.Type, StateValues.Of(step.Old)), Entries(step.Type, StateValues.Of(step.New)));
        return ([.. before.Except(after, StringComparer.Ordinal)], [.. after.Except(before, StringComparer.Ordinal)]);
    }

    public static string Joined(IReadOnlyList<string> entries) => entries.Count == 0
        ? "nothing more"
        : string.Join(", ", entries.Take(MostListed)) + (entries.Count > MostListed ? $" and {entries.Count - MostListed} more" : "");

    private static IEnumerable<string> Words(JsonNode? item) => item switch
    {
        JsonValue privilege => [privilege.ToString()],
        JsonObject { } grant when grant["privileges"] is JsonArray privileges => privileges.Select(privilege => $"{grant["principal"]} {privilege}"),
        JsonObject { } entry => [$"{Who(entry)} {entry["permissionLevel"]}"],
        _ => [],
    };

    private static string Who(JsonObject entry) =>
        new[] { "userName", "groupName", "servicePrincipalName" }.Select(key => entry[key]?.ToString()).FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? "somebody";
}
