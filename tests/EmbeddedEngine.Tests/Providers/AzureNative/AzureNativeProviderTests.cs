using Provisioner.Databricks;
using Provisioner.Databricks.Credentials;
using Provisioner.Emulator;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Providers.AzureNative;

/// <summary>Against the emulator, as a run does it: plain http through the emulator as proxy, with a ready token.</summary>
public sealed class AzureNativeProviderTests : IAsyncLifetime
{
    private const string Subscription = "11111111-2222-4333-8444-555555555555";
    private const string WorkspaceType = "azure-native:databricks:Workspace";
    private const string RoleType = "azure-native:authorization:RoleAssignment";
    private const string WorkspaceId = $"/subscriptions/{Subscription}/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/sales";

    private readonly BuiltInProviders _source = new();
    private EmulatorServer _emulator = null!;
    private IResourceProvider _provider = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), CancellationToken);
        _provider = _source.Create("azure-native", "3.28.0", new Dictionary<string, string?>
        {
            ["HTTP_PROXY"] = _emulator.Address.AbsoluteUri,
            ["PROVISIONER_ARM_ENDPOINT"] = "http://management.azure.com",
            ["PROVISIONER_ARM_TOKEN"] = "arm-token",
            ["ARM_SUBSCRIPTION_ID"] = Subscription,
        })!;
        await _provider.ConfigureAsync(PropertyMap.Empty, CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _source.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Create_Workspace_WaitsUntilItIsReady()
    {
        var created = await CreateWorkspaceAsync();

        Assert.Equal(WorkspaceId, created.Id);
        Assert.Equal("Succeeded", Text(created.Outputs, "provisioningState"));
        Assert.NotEmpty(Text(created.Outputs, "workspaceUrl"));
        Assert.Equal("2026-01-01", Text(created.Outputs, "azureApiVersion"));
        Assert.False(created.Outputs.ContainsKey("properties"));
    }

    [Fact]
    public async Task Create_WorkspaceThatExists_IsRefused()
    {
        await CreateWorkspaceAsync();

        var refused = await Assert.ThrowsAsync<ProviderException>(CreateWorkspaceAsync);

        Assert.Contains("already exists", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Refresh_KeepsInputsAndSeesWhatChanged()
    {
        var created = await CreateWorkspaceAsync();
        var inputs = WorkspaceInputs();
        await _provider.UpdateAsync(
            new UpdateRequest("urn", WorkspaceType, "w", created.Id, inputs, created.Outputs, inputs.Set("tags", PropertyMap.Empty.Set("team", "y")), [], false, null), CancellationToken);

        var read = await _provider.ReadAsync(new ReadRequest("urn", WorkspaceType, "w", created.Id, inputs, created.Outputs), CancellationToken);

        Assert.Equal(inputs.Set("tags", PropertyMap.Empty.Set("team", "y")), read!.Inputs);
    }

    [Fact]
    public async Task Read_WorkspaceThatIsGone_IsNull()
    {
        var created = await CreateWorkspaceAsync();
        await _provider.DeleteAsync(new DeleteRequest("urn", WorkspaceType, "w", created.Id, WorkspaceInputs(), created.Outputs, null), CancellationToken);

        Assert.Null(await _provider.ReadAsync(new ReadRequest("urn", WorkspaceType, "w", created.Id, WorkspaceInputs(), created.Outputs), CancellationToken));
    }

    [Fact]
    public async Task Create_RoleAssignmentThatExistsAlike_IsTaken()
    {
        await CreateWorkspaceAsync();
        using var clients = new DatabricksClients(
            new DatabricksClientOptions { Azure = new AzureToken("graph-token"), Proxy = _emulator.Address, GraphEndpoint = new Uri("http://graph.microsoft.com") }, TimeProvider.System);
        var principal = (await clients.Graph.Directory.ListUsersAsync(cancellationToken: CancellationToken)).Value[0].Id;
        var inputs = PropertyMap.From(
        [
            new("principalId", principal),
            new("principalType", "User"),
            new("roleAssignmentName", "aaaaaaaa-2222-4333-8444-555555555555"),
            new("roleDefinitionId", $"/subscriptions/{Subscription}/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c"),
            new("scope", WorkspaceId),
        ]);

        var first = await _provider.CreateAsync(new CreateRequest("urn", RoleType, "r", inputs, false, null), CancellationToken);
        var again = await _provider.CreateAsync(new CreateRequest("urn", RoleType, "r", inputs, false, null), CancellationToken);

        Assert.Equal($"{WorkspaceId}/providers/Microsoft.Authorization/roleAssignments/aaaaaaaa-2222-4333-8444-555555555555", first.Id);
        Assert.Equal(first.Id, again.Id);
        Assert.Equal(principal, Text(again.Outputs, "principalId"));
    }

    [Fact]
    public async Task Check_WithoutResourceGroup_Fails()
    {
        var check = await _provider.CheckAsync(new CheckRequest("urn", WorkspaceType, "w", PropertyMap.Empty, WorkspaceInputs().Remove("resourceGroupName"), []), CancellationToken);

        Assert.Equal("missing required property 'resourceGroupName'", Assert.Single(check.Failures).Reason);
    }

    [Fact]
    public async Task Diff_LocationAndTags_ReplacesByTheLocation()
    {
        var olds = WorkspaceInputs();
        var news = olds.Set("location", "northeurope").Set("tags", PropertyMap.Empty.Set("team", "z"));

        var diff = await _provider.DiffAsync(new DiffRequest("urn", WorkspaceType, WorkspaceId, olds, PropertyMap.Empty, news, []), CancellationToken);

        Assert.Equal(["location"], diff.Replaces.AsEnumerable());
        Assert.Equal(["location", "tags.team"], diff.DetailedDiff.Keys);
        Assert.Equal(PropertyDiffKind.Update, diff.DetailedDiff["tags.team"].Kind);
    }

    [Fact]
    public async Task Create_UnknownType_IsRefusedByName()
    {
        var refused = await Assert.ThrowsAsync<ProviderException>(() =>
            _provider.CreateAsync(new CreateRequest("urn", "azure-native:storage:StorageAccount", "s", PropertyMap.Empty, false, null), CancellationToken));

        Assert.Contains("azure-native:storage:StorageAccount is not supported", refused.Message, StringComparison.Ordinal);
    }

    private static PropertyMap WorkspaceInputs() => PropertyMap.From(
    [
        new("location", "westeurope"),
        new("managedResourceGroupId", $"/subscriptions/{Subscription}/resourceGroups/sales-rg"),
        new("resourceGroupName", "rg"),
        new("sku", PropertyMap.Empty.Set("name", "premium")),
        new("tags", PropertyMap.Empty.Set("team", "x")),
        new("workspaceName", "sales"),
    ]);

    private static string Text(PropertyMap map, string key) => Assert.IsType<StringValue>(map[key]).Value;

    private Task<CreateResult> CreateWorkspaceAsync() => _provider.CreateAsync(new CreateRequest("urn", WorkspaceType, "w", WorkspaceInputs(), false, null), CancellationToken);
}
