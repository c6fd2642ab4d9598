namespace Provisioner.Databricks.Credentials;

/// <summary>How to prove to Databricks who we are. A closed set; secrets never appear in <c>ToString</c>.</summary>
public abstract record DatabricksCredential
{
    private protected DatabricksCredential()
    {
    }
}

/// <summary>A personal access token, or any other ready bearer token. It never expires as far as we know.</summary>
public sealed record TokenCredentialValue(string Token) : DatabricksCredential
{
    public override string ToString() => "token";
}

/// <summary>An OAuth client of a Databricks service principal (machine to machine): AWS, Google Cloud and Azure.</summary>
public sealed record OAuthClientCredential(string ClientId, string ClientSecret) : DatabricksCredential
{
    public override string ToString() => $"OAuth client {ClientId}";
}

/// <summary>An identity of Microsoft Entra: the bearer token is issued for the Azure Databricks resource.</summary>
public sealed record EntraCredential(AzureCredential Azure) : DatabricksCredential
{
    public override string ToString() => Azure.ToString();
}
