namespace Provisioner.Databricks.Credentials;

internal sealed class ReadyTokenSource(string token) : IAccessTokenSource
{
    public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);

    public bool Forget(string token) => false;
}
