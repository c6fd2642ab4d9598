using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>
/// What a state file can hold that an older CLI would drop in silence when it writes the file again. A file that uses some of it says so, so
/// that such a CLI refuses it.
/// </summary>
internal static class StateFeatures
{
    private static readonly (string Name, Predicate<ResourceState> IsUsedBy)[] All =
    [
        ("hooks", resource => !resource.ResourceHooks.IsEmpty),
        ("replaceWith", resource => !resource.ReplaceWith.IsEmpty),
        ("taint", resource => resource.Taint),
    ];

    public static ImmutableArray<string> Known { get; } = [.. All.Select(feature => feature.Name)];

    /// <summary>In the order in which the file names them.</summary>
    public static ImmutableArray<string> Of(Deployment deployment)
    {
        var resources = deployment.Resources.Concat(deployment.PendingOperations.Select(operation => operation.Resource)).ToList();
        return [.. All.Where(feature => resources.Exists(feature.IsUsedBy)).Select(feature => feature.Name)];
    }
}
