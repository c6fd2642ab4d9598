using System.Runtime.CompilerServices;

namespace Provisioner.Databricks;

/// <summary>Walks through paged lists. A server that repeats its page token ends the walk instead of looping for ever.</summary>
internal static class Paging
{
    private const int ScimPageSize = 100;

    public static async IAsyncEnumerable<TItem> ByTokenAsync<TPage, TItem>(
        Func<string?, CancellationToken, Task<TPage>> read,
        Func<TPage, IReadOnlyList<TItem>?> items,
        Func<TPage, string?> nextToken,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        while (true)
        {
            var page = await read(token, cancellationToken);
            foreach (var item in items(page) ?? [])
                yield return item;
            var next = nextToken(page);
            if (string.IsNullOrEmpty(next) || next == token)
                yield break;
            token = next;
        }
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
