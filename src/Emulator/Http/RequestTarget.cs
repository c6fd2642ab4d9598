using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Provisioner.Emulator.Http;

/// <summary>Where a request goes, read from the raw target: an absolute one names the host itself, and encoded slashes stay inside their segment.</summary>
internal sealed record RequestTarget(string Host, string Authority, string Path, string Query, string[] Segments)
{
    public string PathAndQuery => Query.Length == 0 ? Path : Path + "?" + Query;

    public static RequestTarget Of(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var authority = context.Request.Host.Value ?? "";
        var scheme = raw.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && !raw.StartsWith('/'))
        {
            var end = raw.IndexOfAny(['/', '?'], scheme + 3);
            authority = end < 0 ? raw[(scheme + 3)..] : raw[(scheme + 3)..end];
            raw = end < 0 ? "/" : raw[end..];
        }

        var question = raw.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? raw : raw[..question];
        var segments = path.Trim('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        return new RequestTarget(new HostString(authority).Host, authority, path, question < 0 ? "" : raw[(question + 1)..], segments);
    }
}
