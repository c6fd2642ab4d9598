namespace Provisioner.Databricks.Credentials;

/// <summary>Gives bearer tokens; keeps them until shortly before they expire. Safe for concurrent use.</summary>
internal interface IAccessTokenSource
{
    ValueTask<string> GetTokenAsync(CancellationToken cancellationToken);

    /// <summary>A token was refused although its time is not over: it is not given again.</summary>
    /// <returns>Whether another one can be had.</returns>
    bool Forget(string token);
}
