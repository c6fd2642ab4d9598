using System.Globalization;
using System.Text;

namespace Provisioner.Emulator.Http;

/// <summary>One page of a list, and the opaque token of the next.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next, string? Previous);

/// <summary>Pages of the Databricks APIs: tokens are opaque to the client and a token that was not given out is refused.</summary>
internal static class Paging
{
    public static Page<T> Of<T>(IReadOnlyList<T> all, long size, string? token)
    {
        var start = token is null or "" ? 0 : Start(token);
        var items = all.Skip(start).Take((int)size).ToList();
        var next = start + items.Count < all.Count ? Token(start + items.Count) : null;
        var previous = start > 0 ? Token(Math.Max(0, start - (int)size)) : null;
        return new Page<T>(items, next, previous);
    }

    /// <summary>The page size asked for, refused outside 1..limit.</summary>
    public static long Size(ApiCall call, string name, long usual, long limit)
    {
        var size = call.WholeParameter(name) ?? usual;
        if (size == 0) return usual;
        return size >= 1 && size <= limit ? size : throw ApiRefusal.Invalid($"{name} must be between 1 and {limit}, got {size}");
    }

    private static string Token(int start) => Convert.ToBase64String(Encoding.UTF8.GetBytes("page:" + start.ToString(CultureInfo.InvariantCulture))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static int Start(string token)
    {
        try
        {
            var base64 = token.Replace('-', '+').Replace('_', '/');
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            if (text.StartsWith("page:", StringComparison.Ordinal)) return int.Parse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            // Answered below, as any other foreign token.
        }

        throw ApiRefusal.Invalid("Invalid page token");
    }
}
