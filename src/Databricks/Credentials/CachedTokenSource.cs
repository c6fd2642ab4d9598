namespace Provisioner.Databricks.Credentials;

/// <summary>
/// Keeps a token until two minutes before its end, so that a request which waits for its turn does not carry a token that ends meanwhile.
/// One caller renews, the others wait for it.
/// </summary>
internal sealed class CachedTokenSource(Func<CancellationToken, ValueTask<IssuedToken>> issue, TimeProvider time) : IAccessTokenSource
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _renewal = new(1, 1);
    private volatile IssuedToken? _token;

    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (_token is { } current && IsFresh(current))
            return current.Token;
        await _renewal.WaitAsync(cancellationToken);
        try
        {
            if (_token is not { } renewed || !IsFresh(renewed))
                _token = renewed = await issue(cancellationToken);
            return renewed.Token;
        }
        finally
        {
            _renewal.Release();
        }
    }

    public bool Forget(string token)
    {
        // Who comes later finds the next one there already.
        if (_token is { } current && current.Token == token)
            Interlocked.CompareExchange(ref _token, null, current);
        return true;
    }

    private bool IsFresh(IssuedToken token) => time.GetUtcNow() < token.ExpiresOn - Margin;
}

internal sealed record IssuedToken(string Token, DateTimeOffset ExpiresOn);
