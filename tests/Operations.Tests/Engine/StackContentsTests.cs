using System.Text.Json;
using Provisioner.Operations.Engine;

namespace Provisioner.Operations.Tests.Engine;

public class StackContentsTests
{
    [Fact]
    public void Read_State_ResourcesOutputsWithoutSecretsAndInterruptedCreations()
    {
        var contents = Read("""
            {
              "resources": [
                { "urn": "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s", "type": "pulumi:pulumi:Stack", "custom": false,
                  "outputs": { "jobId": "7", "token": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": "\"x\"" } } },
                { "urn": "urn:pulumi:s::p::databricks:index/job:Job::job", "type": "databricks:index/job:Job", "custom": true, "id": "7" },
                { "urn": "urn:pulumi:s::p::databricks:index/job:Job::job", "type": "databricks:index/job:Job", "custom": true, "id": "6", "delete": true },
                { "urn": "urn:pulumi:s::p::databricks:index/catalog:Catalog::catalog", "type": "databricks:index/catalog:Catalog", "custom": true, "id": "c", "external": true },
                { "urn": "urn:pulumi:s::p::databricks:index/schema:Schema::schema", "type": "databricks:index/schema:Schema", "custom": true, "id": "c.s", "retainOnDelete": true }
              ],
              "pending_operations": [
                { "resource": { "urn": "urn:pulumi:s::p::databricks:index/repo:Repo::repo", "type": "databricks:index/repo:Repo" }, "type": "creating" },
                { "resource": { "urn": "urn:pulumi:s::p::databricks:index/job:Job::job", "type": "databricks:index/job:Job" }, "type": "updating" }
              ]
            }
            """);

        Assert.Equal(["p-s", "job", "catalog", "schema"], contents.Own.Resources.Select(resource => resource.Name));
        Assert.Equal("7", contents.Own.Find("databricks:index/job:Job", "job")!.Id);
        Assert.True(contents.Own.Find("databricks:index/catalog:Catalog", "catalog")!.External);
        Assert.Equal(["schema"], contents.Own.Resources.Where(resource => resource.Retained).Select(resource => resource.Name));
        Assert.Equal("""{"jobId":"7"}""", contents.Own.Outputs.ToJsonString());
        Assert.Equal(["databricks:index/repo:Repo"], contents.Interrupted);
    }

    [Fact]
    public void Read_ProviderOfTheWorkspace_TellsWhereTheObjectsAre()
    {
        var contents = Read("""
            {
              "resources": [
                { "urn": "urn:pulumi:s::p::pulumi:providers:databricks::account", "type": "pulumi:providers:databricks", "inputs": { "host": "https://accounts.azuredatabricks.net" } },
                { "urn": "urn:pulumi:s::p::pulumi:providers:databricks::workspace", "type": "pulumi:providers:databricks", "inputs": { "host": "https://adb-1.1.azuredatabricks.net" } },
                { "urn": "urn:pulumi:s::p::pulumi:providers:databricks::workspace", "type": "pulumi:providers:databricks", "inputs": { "host": "https://adb-0.0.azuredatabricks.net" }, "delete": true },
                { "urn": "urn:pulumi:s::p::pulumi:providers:databricks::strays", "type": "pulumi:providers:databricks", "inputs": { "host": "https://adb-2.2.azuredatabricks.net" } }
              ]
            }
            """);

        Assert.Equal("adb-1.1.azuredatabricks.net", contents.Own.WorkspaceHost);
        Assert.Null(Read("""{"resources":[]}""").Own.WorkspaceHost);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"resources":null}""")]
    [InlineData("null")]
    public void Read_Empty_NothingHeld(string deployment) => Assert.Empty(Read(deployment).Own.Resources);

    private static StackContents Read(string deployment)
    {
        using var document = JsonDocument.Parse(deployment);
        return StackContents.Read(document.RootElement);
    }
}
