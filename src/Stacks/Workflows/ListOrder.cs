using System.Collections.Immutable;

namespace Provisioner.Stacks.Workflows;

/// <summary>
/// The order in which the provider keeps tasks, what they depend on, and webhooks: it sorts what it reads, and would see a difference for ever
/// in settings that come in another order. To Databricks the order of these lists means nothing.
/// </summary>
internal static class ListOrder
{
    /// <param name="name">The list's name in the Jobs API.</param>
    public static ImmutableArray<object?> Sort(string name, ImmutableArray<object?> items)
    {
        var key = name is "tasks" or "depends_on" ? "taskKey" : name.StartsWith("on_", StringComparison.Ordinal) ? "id" : null;
        return key is null ? items : [.. items.OrderBy(item => (item as ImmutableDictionary<string, object?>)?.GetValueOrDefault(key) as string ?? "", StringComparer.Ordinal)];
    }
}
