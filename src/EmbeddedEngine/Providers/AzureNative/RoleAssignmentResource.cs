using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.Databricks.AzureApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.AzureNative;

/// <summary><c>Microsoft.Authorization/roleAssignments</c>. One that exists with the same principal and role is taken as it is.</summary>
internal sealed class RoleAssignmentResource() : AzureResource("azure-native:authorization:RoleAssignment")
{
    private const string Provider = "/providers/Microsoft.Authorization/roleAssignments/";

    public override string ApiVersion => AzureApiVersions.RoleAssignments;

    public override string NameProperty => "roleAssignmentName";

    public override IReadOnlyList<string> PathProperties { get; } = ["roleAssignmentName", "scope"];

    public override string AutomaticName(string name, ReadOnlySpan<byte> seed) => new Guid(seed[..16]).ToString();

    public override string Id(PropertyMap inputs, string subscriptionId) => $"/{inputs.Text("scope").Trim('/')}{Provider}{inputs.Text("roleAssignmentName")}";

    public override JsonObject Body(PropertyMap inputs) => new()
    {
        ["properties"] = AzureValues.ToJson(PropertyMap.From(inputs.Where(item => !PathProperties.Contains(item.Key, StringComparer.Ordinal)))),
    };

    public override PropertyMap PathInputs(string id)
    {
        var (scope, name) = Split(id);
        return PropertyMap.Empty.Set("roleAssignmentName", name).Set("scope", scope);
    }

    public override async Task<JsonObject> GetAsync(AzureResourceManagerClient client, string id, CancellationToken cancellationToken)
    {
        var (scope, name) = Split(id);
        return ToJson(await client.RoleAssignments.GetAsync(scope, name, cancellationToken));
    }

    public override async Task<JsonObject> PutAsync(AzureResourceManagerClient client, string id, JsonObject body, CancellationToken cancellationToken)
    {
        var (scope, name) = Split(id);
        var properties = (JsonObject)body["properties"]!;
        string? Text(string key) => properties[key]?.GetValue<string>();
        var request = new RoleAssignmentRequest(new RoleAssignmentProperties
        {
            RoleDefinitionId = Text("roleDefinitionId"),
            PrincipalId = Text("principalId"),
            PrincipalType = Text("principalType"),
            Description = Text("description"),
            Condition = Text("condition"),
            ConditionVersion = Text("conditionVersion"),
            DelegatedManagedIdentityResourceId = Text("delegatedManagedIdentityResourceId"),
        });
        return ToJson(await client.RoleAssignments.PutAsync(scope, name, request, cancellationToken));
    }

    public override Task DeleteAsync(AzureResourceManagerClient client, string id, CancellationToken cancellationToken)
    {
        var (scope, name) = Split(id);
        return client.RoleAssignments.DeleteAsync(scope, name, cancellationToken);
    }

    public override bool IsSame(JsonObject existing, JsonObject body) => new[] { "principalId", "roleDefinitionId" }.All(key =>
        string.Equals(existing["properties"]?[key]?.GetValue<string>(), body["properties"]?[key]?.GetValue<string>(), StringComparison.OrdinalIgnoreCase));

    private static (string Scope, string Name) Split(string id)
    {
        var at = id.LastIndexOf(Provider, StringComparison.OrdinalIgnoreCase);
        return at > 0 ? (id[..at].TrimStart('/'), id[(at + Provider.Length)..]) : throw new ProviderException($"'{id}' is not the id of a role assignment");
    }

    private static JsonObject ToJson(RoleAssignment assignment) => (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(assignment, Json)!;

    private static System.Text.Json.JsonSerializerOptions Json { get; } = new(System.Text.Json.JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}
