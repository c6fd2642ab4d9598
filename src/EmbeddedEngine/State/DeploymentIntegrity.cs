namespace Provisioner.EmbeddedEngine.State;

/// <summary>What a state must hold for an operation to stand on it: everything a resource refers to comes before it, and no URN lives twice.</summary>
internal static class DeploymentIntegrity
{
    /// <returns>The first thing that is wrong; null when nothing is.</returns>
    public static string? Check(Deployment deployment)
    {
        var urns = deployment.Resources.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var providers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var state in deployment.Resources)
        {
            if (Check(state, seen, urns, providers) is { } problem)
                return problem;
            seen.Add(state.Urn);
        }
        var duplicate = deployment.Resources.GroupBy(state => state.Urn, StringComparer.Ordinal).FirstOrDefault(group => group.Count(state => !state.Delete) > 1);
        return duplicate is null ? null : $"duplicate resource {duplicate.Key} (not marked for deletion)";
    }

    private static string? Check(ResourceState state, HashSet<string> seen, HashSet<string> all, HashSet<string> providers)
    {
        if (state.Type.Length == 0)
            return $"resource '{state.Urn}' missing required 'type' field";
        if (!state.Custom && state.Id.Length > 0)
            return $"resource '{state.Urn}' has 'custom false but non-empty ID";
        if (Engine.Urn.IsProviderType(state.Type))
            providers.Add($"{state.Urn}::{state.Id}");
        if (state.Provider.Length > 0 && !providers.Contains(state.Provider) && !state.PendingReplacement)
            return $"resource {state.Urn} refers to unknown provider {state.Provider}";
        foreach (var dependency in Engine.ResourceDependency.Of(state).Where(dependency => !seen.Contains(dependency.Urn)))
        {
            var comesLater = all.Contains(dependency.Urn) && dependency.Urn != state.Urn;
            return dependency.Kind switch
            {
                Engine.DependencyKind.Parent => comesLater
                    ? $"child resource {state.Urn}'s parent {dependency.Urn} comes after it"
                    : $"child resource {state.Urn} refers to missing parent {dependency.Urn}",
                Engine.DependencyKind.Property =>
                    $"resource {state.Urn}'s property dependency {dependency.Urn} (from property {dependency.Property}) {(comesLater ? "comes after it" : "refers to missing resource")}",
                Engine.DependencyKind.DeletedWith => $"resource {state.Urn} is specified as being deleted with {dependency.Urn}, which {(comesLater ? "comes after it" : "is missing")}",
                Engine.DependencyKind.ReplaceWith => $"resource {state.Urn} is specified as being replaced with {dependency.Urn}, which {(comesLater ? "comes after it" : "is missing")}",
                _ => $"resource {state.Urn}'s dependency {dependency.Urn} {(comesLater ? "comes after it" : "refers to missing resource")}",
            };
        }
        return null;
    }
}
