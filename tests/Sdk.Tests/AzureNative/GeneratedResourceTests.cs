using Provisioner.Sdk.Tests.Pulumi.Programs;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.Databricks;
using Pulumi.AzureNative.Databricks.Inputs;
using Pulumirpc;

namespace Provisioner.Sdk.Tests.AzureNative;

public sealed class GeneratedResourceTests
{
    [Fact]
    public async Task Register_Workspace_SendsAliasesEnumsAndDefaults()
    {
        var request = await RegisterAsync(() => _ = new Workspace("workspace", new WorkspaceArgs
        {
            ResourceGroupName = "rg",
            Sku = new SkuArgs { Name = "premium" },
            PublicNetworkAccess = PublicNetworkAccess.Disabled,
            RequiredNsgRules = "AllRules",
            DefaultCatalog = new DefaultCatalogPropertiesArgs(),
        }));

        Assert.Equal(("azure-native:databricks:Workspace", "3.28.0"), (request.Type, request.Version));
        var fields = request.Object.Fields;
        Assert.Equal("Disabled", fields["publicNetworkAccess"].StringValue);
        Assert.Equal("AllRules", fields["requiredNsgRules"].StringValue);
        Assert.Equal("HiveMetastore", fields["defaultCatalog"].StructValue.Fields["initialType"].StringValue);
        Assert.Contains(request.Aliases, alias => alias.Spec.Type == "azure-native:databricks/v20180401:Workspace");
    }

    [Fact]
    public async Task Register_RoleAssignment_HasTheTypesDefault()
    {
        var request = await RegisterAsync(() => _ = new RoleAssignment("role", new RoleAssignmentArgs { PrincipalId = "p", RoleDefinitionId = "r", Scope = "/s" }));

        Assert.Equal("User", request.Object.Fields["principalType"].StringValue);
    }

    [Fact]
    public void Enum_SameText_IsEqual()
    {
        Assert.True(ComputeMode.Hybrid == ComputeMode.Hybrid);
        Assert.NotEqual(ComputeMode.Hybrid, ComputeMode.Serverless);
        Assert.Equal("Hybrid", (string)ComputeMode.Hybrid);
    }

    private static async Task<RegisterResourceRequest> RegisterAsync(Action program)
    {
        await using var engine = await ScriptedEngine.StartAsync();
        var result = await InlinePrograms.RunAsync(engine, program);
        Assert.Null(result.Exception);
        return engine.RequestsOf<RegisterResourceRequest>().Single(request => request.Type != "pulumi:pulumi:Stack");
    }
}
