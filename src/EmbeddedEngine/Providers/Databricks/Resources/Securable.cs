using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>What privileges are granted on.</summary>
/// <param name="Property">The property that names it.</param>
/// <param name="Field">First part of the resource's id.</param>
/// <param name="Type">Type in paths of the API.</param>
internal sealed record Securable(string Property, string Field, string Type)
{
    public static IReadOnlyList<Securable> All { get; } =
    [
        new("catalog", "catalog", "catalog"),
        new("credential", "credential", "credential"),
        new("foreignConnection", "foreign_connection", "connection"),
        new("externalLocation", "external_location", "external_location"),
        new("function", "function", "function"),
        new("mcpService", "mcp_service", "mcp_service"),
        new("metastore", "metastore", "metastore"),
        new("model", "model", "function"),
        new("modelProviderService", "model_provider_service", "model_provider_service"),
        new("modelService", "model_service", "model_service"),
        new("pipeline", "pipeline", "pipeline"),
        new("recipient", "recipient", "recipient"),
        new("schema", "schema", "schema"),
        new("share", "share", "share"),
        new("storageCredential", "storage_credential", "storage_credential"),
        new("table", "table", "table"),
        new("volume", "volume", "volume"),
    ];

    public static (Securable Securable, string Name) FromState(PropertyMap state)
    {
        foreach (var securable in All)
        {
            if (state.Text(securable.Property) is { Length: > 0 } name)
                return (securable.Supported(), name);
        }

        throw new ProviderException($"one of `{string.Join(",", All.Select(item => item.Field).Order(StringComparer.Ordinal))}` must be specified");
    }

    public static Securable FromField(string field) =>
        (All.FirstOrDefault(item => item.Field == field) ?? throw new ProviderException($"securable type {field} is not known")).Supported();

    public static IEnumerable<CheckFailure> Check(string name, PropertyMap inputs, bool areExclusive)
    {
        var named = All.Where(item => inputs.ContainsKey(item.Property)).ToList();
        var all = string.Join(",", All.Select(item => item.Field).Order(StringComparer.Ordinal));
        if (named.Count == 0)
            yield return new CheckFailure(null, $"Missing required argument. \"catalog\": one of `{all}` must be specified. Examine values at '{name}.catalog'.");
        foreach (var item in named.Where(_ => areExclusive && named.Count > 1))
            yield return new CheckFailure(null, $"Conflicting configuration arguments. \"{item.Field}\": conflicts with {named.First(other => other != item).Field}. Examine values at '{name}.{item.Property}'.");
    }

    public static IReadOnlyList<string> Normalise(IEnumerable<string> privileges) => [.. privileges.Select(SetOrder.NormalisePrivilege).Distinct(StringComparer.Ordinal)];

    private Securable Supported() => Type == "share" ? throw new ProviderException("privileges on a share are not supported by the embedded provider") : this;
}
