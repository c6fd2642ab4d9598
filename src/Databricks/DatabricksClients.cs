using System.Collections.Concurrent;
using Provisioner.Databricks.Credentials;
using Provisioner.Databricks.Transport;

namespace Provisioner.Databricks;

/// <summary>
/// Makes the clients of a run. Clients of one host share a connection pool and a token. Host names are taken as they are: whoever
/// takes them from outside checks them first.
/// </summary>
public sealed class DatabricksClients : IDisposable
{
    private readonly DatabricksClientOptions _options;
    private readonly TimeProvider _time;
    private readonly HandlerPool _pool;
    private readonly bool _ownsPool;
    private readonly ConcurrentDictionary<(Uri Address, string? ResourceId), Lazy<WorkspaceClient>> _workspaces = new();
    private readonly ConcurrentBag<HttpClient> _https = [];
    private readonly ConcurrentDictionary<string, IAccessTokenSource> _azureTokens = new(StringComparer.Ordinal);
    private readonly Lazy<AccountClient> _account;
    private readonly Lazy<AzureResourceManagerClient> _resourceManager;
    private readonly Lazy<GraphClient> _graph;

    /// <param name="pool">Connections to share with others; null: own ones, closed with this object.</param>
    public DatabricksClients(DatabricksClientOptions options, TimeProvider time, HandlerPool? pool = null)
    {
        _options = options;
        _time = time;
        _ownsPool = pool is null;
        _pool = pool ?? new HandlerPool();
        _account = new(CreateAccount);
        _resourceManager = new(CreateResourceManager);
        _graph = new(CreateGraph);
    }

    /// <exception cref="InvalidOperationException">There is no account id or no credential.</exception>
    public AccountClient Account => _account.Value;

    /// <exception cref="InvalidOperationException">There is no Azure credential.</exception>
    public AzureResourceManagerClient ResourceManager => _resourceManager.Value;

    /// <exception cref="InvalidOperationException">There is no Azure credential.</exception>
    public GraphClient Graph => _graph.Value;

    /// <param name="host">A host name, or an address with its scheme.</param>
    /// <param name="azureResourceId">Resource id of the workspace on Azure: lets a principal in that is not a member of it yet.</param>
    public WorkspaceClient ForWorkspace(string host, string? azureResourceId = null) =>
        _workspaces.GetOrAdd((Normalise(host), azureResourceId), key => new Lazy<WorkspaceClient>(() => CreateWorkspace(key.Address, key.ResourceId))).Value;

    public void Dispose()
    {
        foreach (var http in _https)
            http.Dispose();
        if (_ownsPool)
            _pool.Dispose();
    }

    private Uri Normalise(string host)
    {
        var address = new Uri(host.Contains("://", StringComparison.Ordinal) ? host : "https://" + host, UriKind.Absolute);
        return new Uri(ForProxy(address).GetLeftPart(UriPartial.Authority));
    }

    private Uri ForProxy(Uri address) =>
        _options.Proxy is null || address.Scheme == Uri.UriSchemeHttp
            ? address
            : new UriBuilder(address) { Scheme = Uri.UriSchemeHttp, Port = address.IsDefaultPort ? -1 : address.Port }.Uri;

    private WorkspaceClient CreateWorkspace(Uri address, string? resourceId)
    {
        var credential = Required(_options.Databricks, "Databricks");
        var management = resourceId is not null && credential is EntraCredential { Azure: not AzureToken } entra
            ? AzureTokens.Create(entra.Azure, AzureTokens.ResourceManagerScope, _time)
            : null;
        return new WorkspaceClient(Client(address, Tokens(credential, address, "/oidc/v1/token"), management, resourceId));
    }

    private AccountClient CreateAccount()
    {
        var accountId = _options.AccountId.Length > 0 ? _options.AccountId : throw new InvalidOperationException("no Databricks account id is configured");
        var address = ForProxy(_options.AccountEndpoint);
        var tokens = Tokens(Required(_options.Account ?? _options.Databricks, "Databricks"), address, $"/oidc/accounts/{Uri.EscapeDataString(accountId)}/v1/token");
        return new AccountClient(Client(address, tokens), accountId);
    }

    private AzureResourceManagerClient CreateResourceManager() =>
        new(Client(ForProxy(_options.ResourceManagerEndpoint), AzureTokens.Create(Required(_options.Azure, "Azure"), AzureTokens.ResourceManagerScope, _time)), _time);

    private GraphClient CreateGraph() =>
        new(Client(ForProxy(_options.GraphEndpoint), AzureTokens.Create(Required(_options.Azure, "Azure"), AzureTokens.GraphScope, _time)));

    private static T Required<T>(T? credential, string of)
        where T : class => credential ?? throw new InvalidOperationException($"no credential for {of} is configured");

    private IAccessTokenSource Tokens(DatabricksCredential credential, Uri address, string tokenPath) => credential switch
    {
        TokenCredentialValue token => new ReadyTokenSource(token.Token),
        OAuthClientCredential client => OAuthClientTokens.Create(Client(address, null), tokenPath, client, _time),
        EntraCredential entra => _azureTokens.GetOrAdd("databricks", _ => AzureTokens.Create(entra.Azure, AzureTokens.DatabricksScope, _time)),
        _ => throw new InvalidOperationException($"no such kind of credential: {credential.GetType().Name}"),
    };

    private HttpClient Client(Uri address, IAccessTokenSource? tokens, IAccessTokenSource? management = null, string? resourceId = null)
    {
        var proxy = _options.Proxy;
        HttpMessageHandler handler = new PooledHandler(_pool.Get(proxy));
        if (tokens is not null)
            handler = new BearerHandler(tokens, management, resourceId) { InnerHandler = handler };
        // The retries give every attempt its own time limit; the whole is limited by the caller's token.
        var http = new HttpClient(new RetryHandler(_options.Retry, _time) { InnerHandler = handler })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.TryParseAdd(_options.UserAgent);
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        _https.Add(http);
        return http;
    }

    /// <summary>The pool's handler outlives the client that uses it.</summary>
    private sealed class PooledHandler(HttpMessageHandler pooled) : DelegatingHandler(pooled)
    {
        protected override void Dispose(bool disposing)
        {
            // Not the inner handler's: it belongs to the pool.
        }
    }
}
