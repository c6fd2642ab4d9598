using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Jobs;

/// <summary>
/// What <c>jobs/update</c> does to settings: a field that is given replaces the old one, tasks and job clusters are merged by their keys, and
/// <c>fields_to_remove</c> names fields, or one task as <c>tasks/key</c>.
/// </summary>
internal static class JobUpdate
{
    private static readonly Dictionary<string, string> Keyed = new(StringComparer.Ordinal)
    {
        ["tasks"] = "task_key", ["job_clusters"] = "job_cluster_key", ["environments"] = "environment_key", ["parameters"] = "name",
    };

    public static void Merge(JsonObject settings, JsonObject given, IReadOnlyList<string> removed)
    {
        foreach (var path in removed) Remove(settings, path);
        foreach (var (name, value) in given)
        {
            if (value is JsonArray && name is "tasks" or "job_clusters") settings[name] = MergeList(settings.Items(name), given.Items(name), Keyed[name]);
            else settings[name] = value?.DeepClone();
        }
    }

    private static void Remove(JsonObject settings, string path)
    {
        var parts = path.Split('/');
        if (parts.Length == 1)
        {
            settings.Remove(parts[0]);
            return;
        }

        if (!Keyed.TryGetValue(parts[0], out var key) || parts.Length != 2) throw ApiRefusal.Invalid($"fields_to_remove: '{path}' cannot be removed");
        settings[parts[0]] = settings.Items(parts[0]).Where(i => i.Text(key) != parts[1]).ToJsonArray();
    }

    private static JsonArray MergeList(IReadOnlyList<JsonObject> old, IReadOnlyList<JsonObject> given, string key)
    {
        var merged = old.Select(o => given.FirstOrDefault(g => g.Text(key) == o.Text(key)) ?? o).ToList();
        merged.AddRange(given.Where(g => old.All(o => o.Text(key) != g.Text(key))));
        return merged.ToJsonArray();
    }
}
