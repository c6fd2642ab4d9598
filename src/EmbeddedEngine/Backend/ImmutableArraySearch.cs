using System.Collections.Immutable;

namespace Provisioner.EmbeddedEngine.Backend;

internal static class ImmutableArraySearch
{
    public static int FindIndex<T>(this ImmutableArray<T> items, Func<T, bool> matches)
    {
        for (var at = 0; at < items.Length; at++)
        {
            if (matches(items[at]))
                return at;
        }
        return -1;
    }
}
