using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Descriptors.Tests.Workspaces;

public class WorkspaceReferenceTests
{
    [Theory]
    [InlineData("https://adb-1.1.azuredatabricks.net", "adb-1.1.azuredatabricks.net", Cloud.Azure)]
    [InlineData("adb-1234567890123456.7.azuredatabricks.net", "adb-1234567890123456.7.azuredatabricks.net", Cloud.Azure)]
    [InlineData("https://ADB-1.1.AzureDatabricks.net/", "adb-1.1.azuredatabricks.net", Cloud.Azure)]
    [InlineData("https://adb-1.1.azuredatabricks.net/?o=1", "adb-1.1.azuredatabricks.net", Cloud.Azure)]
    [InlineData("dbc-a1b2345c-d6e7.cloud.databricks.com", "dbc-a1b2345c-d6e7.cloud.databricks.com", Cloud.Aws)]
    [InlineData("https://123.4.gcp.databricks.com", "123.4.gcp.databricks.com", Cloud.Gcp)]
    public void Parse_Address_IsAnUnmanagedWorkspaceOfItsCloud(string text, string host, Cloud cloud) =>
        Assert.Equal(new UnmanagedWorkspace(host, cloud), WorkspaceReference.Parse(text, new DescriptorSettings()).Workspace);

    [Theory]
    [InlineData("sales_orders_1")]
    [InlineData("a-b")]
    public void Parse_Name_IsAManagedWorkspaceOnAzure(string text)
    {
        var workspace = WorkspaceReference.Parse(text, new DescriptorSettings()).Workspace;

        Assert.Equal(new ManagedWorkspace(text), workspace);
        Assert.Equal(Cloud.Azure, workspace?.Cloud);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("name with spaces")]
    [InlineData("naïve-name")]
    [InlineData("http://adb-1.1.azuredatabricks.net")]
    [InlineData("https://adb-1.1.azuredatabricks.net.evil.com")]
    [InlineData("https://evil.com/adb-1.1.azuredatabricks.net")]
    [InlineData("https://adb-1.1.azuredatabricks.net@evil.com")]
    [InlineData("https://evil.com#adb-1.1.azuredatabricks.net")]
    [InlineData("https://user@adb-1.1.azuredatabricks.net")]
    [InlineData("https://adb-1.1.azuredatabricks.net:8443")]
    [InlineData("https://adb-1.1.azuredatabricks.net/api/2.0/token/create")]
    [InlineData("https://adb-1.1.azuredatabricks.net?x=1")]
    [InlineData("https://xadb-1.1.azuredatabricks.net")]
    [InlineData("https://accounts.cloud.databricks.com")]
    [InlineData("169.254.169.254")]
    [InlineData("localhost:8080")]
    [InlineData("")]
    [InlineData("../x")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.False(WorkspaceReference.Parse(text, new DescriptorSettings()).Succeeded);

    [Fact]
    public void Parse_ConfiguredPattern_DecidesWhichHostsAreTaken()
    {
        var settings = new DescriptorSettings { AzureHosts = [@"databricks\.acme\.internal"], AwsHosts = [], GcpHosts = [] };

        Assert.True(WorkspaceReference.Parse("https://databricks.acme.internal", settings).Succeeded);
        Assert.False(WorkspaceReference.Parse("https://adb-1.1.azuredatabricks.net", settings).Succeeded);
    }
}
