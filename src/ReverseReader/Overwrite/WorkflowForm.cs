using System.Text.Json.Nodes;
using Provisioner.Descriptors.Workflows;

namespace Provisioner.ReverseReader.Overwrite;

/// <summary>
/// A job's settings in a form that can be compared: references by name instead of id, lists with keys as objects by key, without
/// what only the server sets.
/// </summary>
internal static class WorkflowForm
{
    /// <summary>Lists whose order means nothing, with the member that tells their items apart.</summary>
    public static readonly IReadOnlyDictionary<string, string> KeyedLists = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["tasks"] = "task_key", ["depends_on"] = "task_key", ["job_clusters"] = "job_cluster_key", ["parameters"] = "name", ["environments"] = "environment_key",
    };

    // Set by the server or handled apart from the settings: who runs it is the component's runAsPrincipalName.
    private static readonly string[] ServerSet =
        ["name", "run_as", "run_as_user_name", "creator_user_name", "deployment", "effective_budget_policy_id", "job_id", "created_time"];

    /// <param name="nameOf">The name of a referenced object by its id; null leaves the id.</param>
    public static JsonObject Of(JsonObject settings, Func<WorkflowIdPlace, string?> nameOf)
    {
        var copy = (JsonObject)settings.DeepClone();
        foreach (var member in ServerSet)
            copy.Remove(member);
        foreach (var place in WorkflowIds.Find(copy))
        {
            if (nameOf(place) is { } name)
                place.Holder[place.Field] = $"{place.Type.ToString().ToLowerInvariant()} '{name}'";
        }

        return (JsonObject)Keyed(copy, "")!;
    }

    private static JsonNode? Keyed(JsonNode? node, string member) => node switch
    {
        JsonObject source => new JsonObject(source.Select(item => KeyValuePair.Create(item.Key, Keyed(item.Value, item.Key)))),
        JsonArray items when KeyedLists.TryGetValue(member, out var key) && ByKey(items, key) is { } byKey => byKey,
        JsonArray items => new JsonArray([.. items.Select(item => Keyed(item, ""))]),
        _ => node?.DeepClone(),
    };

    // Null when an item has no key or one twice: then the list is compared as it stands.
    private static JsonObject? ByKey(JsonArray items, string key)
    {
        var result = new JsonObject();
        foreach (var item in items)
        {
            if (item is not JsonObject entry || JsonText.Of(entry[key]) is not { } name || result.ContainsKey(name))
                return null;
            var rest = (JsonObject)entry.DeepClone();
            rest.Remove(key);
            result[name] = Keyed(rest, "");
        }

        return result;
    }
}
