using System.Runtime.CompilerServices;

namespace Provisioner.Databricks;

/// <summary>Walks through paged lists. A server that gives a page token again ends the walk instead of looping for ever.</summary>
internal static class Paging
{
    private const int ScimPageSize = 100;

    public static async IAsyncEnumerable<TItem> ByTokenAsync<TPage, TItem>(
        Func<string?, CancellationToken, Task<TPage>> read,
        Func<TPage, IReadOnlyList<TItem>?> items,
        Func<TPage, string?> nextToken,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var page = await read(token, cancellationToken);
            foreach (var item in items(page) ?? [])
                yield return item;
            token = nextToken(page);
        }
        while (!string.IsNullOrEmpty(token) && seen.Add(token));
    }

    public static async IAsyncEnumerable<T> ByIndexAsync<T>(
        Func<int, int, CancellationToken, Task<ScimPage<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = 1;
        while (true)
        {
            var page = await read(start, ScimPageSize, cancellationToken);
            foreach (var item in page.Resources)
                yield return item;
            start += page.Resources.Count;
            if (page.Resources.Count == 0 || start > page.TotalResults)
                yield break;
        }
    }
}
