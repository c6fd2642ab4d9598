using Provisioner.Databricks.Credentials;
using Provisioner.Operations.Connections;

namespace Provisioner.Operations.Tests.Connections;

public class ConnectionSettingsTests
{
    private static readonly Uri Emulator = new("http://127.0.0.1:18080");

    [Fact]
    public void ProviderEnvironment_HostHasCredentials_NoneOfThemPassesOn()
    {
        var variables = new ConnectionSettings(new DatabricksOptions { Token = "t-1234567" }, new AzureIdentityOptions(), null)
            .ProviderEnvironment(["PATH", "HOME", "DATABRICKS_HOST", "DATABRICKS_TOKEN", "ARM_CLIENT_SECRET", "GITHUB_TOKEN", "PULUMI_ACCESS_TOKEN", "HTTPS_PROXY", "https_proxy"]);
        Assert.Equal("t-1234567", variables["DATABRICKS_TOKEN"]);
        foreach (var name in new[] { "DATABRICKS_HOST", "ARM_CLIENT_SECRET", "GITHUB_TOKEN", "PULUMI_ACCESS_TOKEN" })
            Assert.True(variables.TryGetValue(name, out var value) && value is null, name);
        Assert.DoesNotContain("PATH", variables.Keys);
        Assert.DoesNotContain("HOME", variables.Keys);
    }

    [Fact]
    public void ServicePrincipal_BothSides_UseIt()
    {
        var azure = new AzureIdentityOptions { TenantId = "t", ClientId = "c", ClientSecret = "s", SubscriptionId = "u" };
        var connections = new ConnectionSettings(new DatabricksOptions(), azure, null);
        Assert.Equal(new EntraCredential(new AzureServicePrincipal("t", "c", "s")), connections.Clients.Databricks);
        Assert.Equal("azure-client-secret", connections.AuthType);
        var variables = connections.ProviderEnvironment([]);
        Assert.Equal(("t", "c", "s", "u"), (variables["ARM_TENANT_ID"], variables["ARM_CLIENT_ID"], variables["ARM_CLIENT_SECRET"], variables["ARM_SUBSCRIPTION_ID"]));
        Assert.DoesNotContain("DATABRICKS_TOKEN", variables.Keys);
    }

    [Fact]
    public void OAuthClient_BothSides_UseIt()
    {
        var connections = new ConnectionSettings(new DatabricksOptions { ClientId = "c", ClientSecret = "s" }, new AzureIdentityOptions(), null);
        Assert.Equal((new OAuthClientCredential("c", "s"), "oauth-m2m"), (connections.Clients.Databricks, connections.AuthType));
        Assert.Equal(("c", "s"), (connections.ProviderEnvironment([])["DATABRICKS_CLIENT_ID"], connections.ProviderEnvironment([])["DATABRICKS_CLIENT_SECRET"]));
    }

    [Fact]
    public void ManagedIdentity_ProviderIsToldToUseIt()
    {
        var connections = new ConnectionSettings(new DatabricksOptions(), new AzureIdentityOptions { Identity = AzureIdentityKind.ManagedIdentity, ClientId = "c" }, null);
        Assert.Equal("azure-msi", connections.AuthType);
        Assert.Equal(("true", "c"), (connections.ProviderEnvironment([])["ARM_USE_MSI"], connections.ProviderEnvironment([])["ARM_CLIENT_ID"]));
    }

    [Fact]
    public void Emulator_EverythingGoesThroughItAndNeedsNoCredential()
    {
        var connections = new ConnectionSettings(new DatabricksOptions(), new AzureIdentityOptions(), Emulator);
        Assert.Equal(Emulator, connections.Clients.Proxy);
        Assert.NotNull(connections.Clients.Databricks);
        Assert.NotEqual("", connections.Clients.AccountId);
        var variables = connections.ProviderEnvironment(["HTTP_PROXY"]);
        Assert.Equal("http://127.0.0.1:18080", variables["HTTP_PROXY"]);
        Assert.NotNull(variables["PROVISIONER_ARM_TOKEN"]);
        Assert.Empty(ConnectionProblems.Find(new DatabricksOptions(), new AzureIdentityOptions(), Emulator));
    }

    [Fact]
    public void Problems_NothingConfigured_SaysWhatIsMissing()
    {
        var problems = ConnectionProblems.Find(new DatabricksOptions(), new AzureIdentityOptions { Identity = AzureIdentityKind.ServicePrincipal, TenantId = "t" }, null).ToArray();
        Assert.Contains(problems, problem => problem.StartsWith("Azure:ClientId is missing", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("Azure:ClientSecret is missing", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("Databricks:AccountId is missing", StringComparison.Ordinal));
    }
}
