using Provisioner.Databricks.Credentials;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Providers.Databricks;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Providers.Databricks;

public sealed class ProviderSettingsTests
{
    [Theory]
    [InlineData("ARM_OIDC_TOKEN_FILE_PATH")]
    [InlineData("AZURE_FEDERATED_TOKEN_FILE")]
    public void Credential_WorkloadIdentity_TakesTheTokenFileOfTheOperation(string variable)
    {
        var settings = new ProviderSettings(
            PropertyMap.From([new("authType", "azure-workload-identity")]),
            new Dictionary<string, string?> { ["ARM_TENANT_ID"] = "t", ["ARM_CLIENT_ID"] = "c", [variable] = "/run/token" });

        Assert.Equal(new EntraCredential(new AzureWorkloadIdentity("t", "c", "/run/token")), settings.Credential());
    }

    [Theory]
    [InlineData("file-oidc")]
    [InlineData("env-oidc")]
    [InlineData("azure-cli")]
    public void Credential_WayThatIsNotOurs_IsRefusedByName(string type)
    {
        var settings = new ProviderSettings(PropertyMap.From([new("authType", type)]), new Dictionary<string, string?>());

        var refused = Assert.Throws<ProviderException>(settings.Credential);

        Assert.StartsWith($"auth type '{type}' is not supported by the embedded provider", refused.Message, StringComparison.Ordinal);
    }
}
