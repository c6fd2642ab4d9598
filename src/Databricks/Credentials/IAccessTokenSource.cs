namespace Provisioner.Databricks.Credentials;

/// <summary>Gives bearer tokens; keeps them until shortly before they expire. Safe for concurrent use.</summary>
internal interface IAccessTokenSource
{
    ValueTask<string> GetTokenAsync(CancellationToken cancellationToken);
}
