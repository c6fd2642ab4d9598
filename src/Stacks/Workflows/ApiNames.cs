namespace Provisioner.Stacks.Workflows;

/// <summary>How the Jobs API's names become the resource's: camel case, lists in the plural, and a few that the provider calls otherwise.</summary>
internal static class ApiNames
{
    // The provider leaves out the prefix that the API repeats inside of git_source.
    private static readonly Dictionary<(string Holder, string Field), string> Renamed = new()
    {
        [("git_source", "git_url")] = "url",
        [("git_source", "git_provider")] = "provider",
        [("git_source", "git_branch")] = "branch",
        [("git_source", "git_tag")] = "tag",
        [("git_source", "git_commit")] = "commit",
    };

    /// <summary>Fields of the resource itself that are no settings of a job: what the provider does with it, and what it answers.</summary>
    private static readonly string[] ResourceOnly = ["alwaysRunning", "controlRunState", "providerConfig", "url"];

    /// <summary>The resource's field for the API's; null when the provider knows none.</summary>
    public static string? FieldOf(ObjectShape shape, string holder, string apiName)
    {
        if (Renamed.TryGetValue((holder, apiName), out var renamed))
            return shape.Fields.ContainsKey(renamed) ? renamed : null;
        var name = CamelCase(apiName);
        if (holder.Length == 0 && ResourceOnly.Contains(name))
            return null;
        if (shape.Fields.ContainsKey(name))
            return name;
        string[] plurals = [name + "s", name + "es", name.EndsWith('y') ? name[..^1] + "ies" : name];
        return plurals.FirstOrDefault(plural => shape.Fields.GetValueOrDefault(plural) is ListShape);
    }

    private static string CamelCase(string apiName)
    {
        var parts = apiName.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? apiName : parts[0] + string.Concat(parts.Skip(1).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }
}
