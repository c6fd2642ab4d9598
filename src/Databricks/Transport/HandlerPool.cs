using System.Collections.Concurrent;
using System.Net;

namespace Provisioner.Databricks.Transport;

/// <summary>
/// Pooled connections, shared by every client of a process (or of a test): one handler for each proxy. Connections are renewed every
/// few minutes so that DNS changes are seen.
/// </summary>
public sealed class HandlerPool : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<SocketsHttpHandler>> _handlers = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var handler in _handlers.Values)
        {
            if (handler.IsValueCreated)
                handler.Value.Dispose();
        }
    }

    internal HttpMessageHandler Get(Uri? proxy) =>
        _handlers.GetOrAdd(proxy?.AbsoluteUri ?? "", static (_, proxy) => new Lazy<SocketsHttpHandler>(() => Create(proxy)), proxy).Value;

    private static SocketsHttpHandler Create(Uri? proxy) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        MaxConnectionsPerServer = 256,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
        // Only what the caller says: the process's own HTTP_PROXY is none of a run's business.
        UseProxy = proxy is not null,
        Proxy = proxy is null ? null : new WebProxy(proxy) { BypassProxyOnLocal = false },
    };
}
