using System.Text.Json.Nodes;
using Provisioner.Descriptors.Names;

namespace Provisioner.ReverseReader.ReverseProvisioning;

/// <summary>A request to take over what is live, as the interface defines it.</summary>
/// <param name="Params">What the person filled in; null: nothing.</param>
/// <param name="CatalogInfo">The component's <c>catalog-info.yaml</c> as it is now; null: not given.</param>
public sealed record ReverseRequest(string UseCaseTemplateId, string Environment, JsonObject? Params, JsonObject? CatalogInfo)
{
    private const int MaxLength = 255;

    /// <summary>What is asked for, as far as the request names it, before people: "the table 'sales.clean.orders' in workspace 'sales'".</summary>
    public string InWords()
    {
        string?[] table = [ParameterText("catalogName"), ParameterText("schemaName"), ParameterText("tableName")];
        var what = table[2] is not null ? $"the table '{string.Join('.', table.OfType<string>())}'"
            : EnvironmentText("workflow", "settings", "name") is { } name && !NameRules.IsLeftOut(name) ? $"the workflow '{name}'"
            : "the workflow of the default name";
        return EnvironmentText("workspace") is { } workspace ? $"{what} in workspace '{workspace}'" : what;
    }

    /// <summary>A text from <c>params.environmentSpecificConfig.specific</c> or, without it, from <c>catalogInfo.spec.mesh.specific</c>; null: neither has it.</summary>
    internal string? EnvironmentText(params string[] path) =>
        Text(Find(Params, ["environmentSpecificConfig", "specific", .. path])) ?? Text(Find(CatalogInfo, ["spec", "mesh", "specific", .. path]));

    /// <summary>A text from <c>params</c> or, without it, from <c>catalogInfo.spec.mesh.specific</c>.</summary>
    internal string? ParameterText(string name) => Text(Find(Params, [name])) ?? Text(Find(CatalogInfo, ["spec", "mesh", "specific", name]));

    internal string? CatalogText(params string[] path) => Text(Find(CatalogInfo, path));

    private static JsonNode? Find(JsonNode? node, IEnumerable<string> path) => path.Aggregate(node, (at, name) => at is JsonObject section ? section[name] : null);

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length is > 0 and <= MaxLength && !text.Any(char.IsControl) ? text : null;
}
