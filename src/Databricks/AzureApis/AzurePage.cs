using System.Text.Json.Serialization;

namespace Provisioner.Databricks.AzureApis;

/// <summary>One page of a list of Azure Resource Manager (<c>nextLink</c>) or Microsoft Graph (<c>@odata.nextLink</c>).</summary>
public sealed record AzurePage<T>
{
    public IReadOnlyList<T> Value { get; init; } = [];

    public string? NextLink { get; init; }

    [JsonPropertyName("@odata.nextLink")]
    public string? GraphNextLink { get; init; }

    /// <summary>
    /// The continuation token of the next link; null at the end. Only the token is taken from it: a link that points elsewhere would
    /// carry our bearer token there.
    /// </summary>
    /// <exception cref="AzureApiException">There is a next page, and no token to ask for it: the list would look complete.</exception>
    public string? SkipToken()
    {
        if ((NextLink ?? GraphNextLink) is not { Length: > 0 } link)
            return null;
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri))
            throw Lost("");
        foreach (var pair in uri.Query.TrimStart('?').Split('&'))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && Uri.UnescapeDataString(pair[..at]).Equals("$skiptoken", StringComparison.OrdinalIgnoreCase))
                return Uri.UnescapeDataString(pair[(at + 1)..].Replace('+', ' '));
        }

        throw Lost(uri.AbsolutePath);
    }

    private static AzureApiException Lost(string path) => new(null, "MalformedResponse", "the link to the next page of a list holds no $skiptoken", "GET", path);
}
