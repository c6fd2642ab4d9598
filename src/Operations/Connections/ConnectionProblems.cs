namespace Provisioner.Operations.Connections;

/// <summary>What keeps the connection settings from being usable.</summary>
public static class ConnectionProblems
{
    public static IEnumerable<string> Find(DatabricksOptions databricks, AzureIdentityOptions azure, Uri? emulator)
    {
        if (Has(databricks.ClientId) != Has(databricks.ClientSecret))
            yield return "Databricks:ClientId and Databricks:ClientSecret must be given together.";
        if (Has(databricks.Token) && Has(databricks.ClientSecret))
            yield return "Databricks:Token and Databricks:ClientSecret are both given: choose one.";
        if (!databricks.AccountEndpoint.IsAbsoluteUri || databricks.AccountEndpoint.Scheme != Uri.UriSchemeHttps)
            yield return $"Databricks:AccountEndpoint is {databricks.AccountEndpoint}; it must be an https address.";
        if (azure.EffectiveIdentity == AzureIdentityKind.ServicePrincipal)
        {
            foreach (var (name, value) in new[] { ("TenantId", azure.TenantId), ("ClientId", azure.ClientId), ("ClientSecret", azure.ClientSecret) })
            {
                if (!Has(value))
                    yield return $"Azure:{name} is missing; a service principal needs it.";
            }
        }

        if (emulator is not null)
        {
            if (!emulator.IsAbsoluteUri || emulator.Scheme != Uri.UriSchemeHttp)
                yield return $"Emulator is {emulator}; it must be an http address.";
            yield break;
        }

        if (!Has(databricks.Token) && !Has(databricks.ClientSecret) && azure.EffectiveIdentity == AzureIdentityKind.None)
            yield return "There is no credential for Databricks: give Databricks:Token, or Databricks:ClientId with Databricks:ClientSecret, or an identity in section Azure (or --emulator URL to try things out).";
        if (!Has(databricks.AccountId))
            yield return "Databricks:AccountId is missing: identities are looked up in the account.";
    }

    private static bool Has(string? value) => !string.IsNullOrWhiteSpace(value);
}
