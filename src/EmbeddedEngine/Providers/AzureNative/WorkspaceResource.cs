using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.Databricks.AzureApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.AzureNative;

/// <summary><c>Microsoft.Databricks/workspaces</c>. Creation takes minutes: the operation is followed to its end.</summary>
internal sealed class WorkspaceResource() : AzureResource("azure-native:databricks:Workspace")
{
    private static readonly HashSet<string> TopLevel = new(StringComparer.Ordinal) { "location", "sku", "tags" };

    public override string ApiVersion => AzureApiVersions.Databricks;

    public override string NameProperty => "workspaceName";

    public override IReadOnlyList<string> PathProperties { get; } = ["resourceGroupName", "workspaceName"];

    public override string AutomaticName(string name, ReadOnlySpan<byte> seed) => name + Convert.ToHexStringLower(seed[..4]);

    public override string Id(PropertyMap inputs, string subscriptionId) =>
        subscriptionId.Length == 0
            ? throw new ProviderException("the subscription is not known: give it as argument `subscriptionId` or as ARM_SUBSCRIPTION_ID")
            : $"/subscriptions/{subscriptionId}/resourceGroups/{inputs.Text("resourceGroupName")}/providers/Microsoft.Databricks/workspaces/{inputs.Text("workspaceName")}";

    public override JsonObject Body(PropertyMap inputs)
    {
        var body = new JsonObject();
        var properties = new JsonObject();
        foreach (var (key, value) in inputs)
        {
            if (PropertyValues.IsReserved(key) || PathProperties.Contains(key, StringComparer.Ordinal))
                continue;
            (TopLevel.Contains(key) ? body : properties)[key] = AzureValues.ToJson(value);
        }

        body["properties"] = properties;
        return body;
    }

    public override PropertyMap PathInputs(string id) => id.Trim('/').Split('/') is [_, _, _, var group, _, _, _, var name]
        ? PropertyMap.Empty.Set("resourceGroupName", group).Set("workspaceName", name)
        : throw new ProviderException($"'{id}' is not the id of a Databricks workspace on Azure");

    public override Task<JsonObject> GetAsync(AzureResourceManagerClient client, string id, CancellationToken cancellationToken) =>
        client.Workspaces.GetAsync(id.TrimStart('/'), cancellationToken);

    public override async Task<JsonObject> PutAsync(AzureResourceManagerClient client, string id, JsonObject body, CancellationToken cancellationToken)
    {
        await client.Operations.CompleteAsync(await client.Workspaces.PutAsync(id.TrimStart('/'), body, cancellationToken), cancellationToken);
        return await client.Operations.UntilSettledAsync(() => GetAsync(client, id, cancellationToken), cancellationToken);
    }

    public override async Task DeleteAsync(AzureResourceManagerClient client, string id, CancellationToken cancellationToken) =>
        await client.Operations.CompleteAsync(await client.Workspaces.DeleteAsync(id.TrimStart('/'), cancellationToken), cancellationToken);
}
