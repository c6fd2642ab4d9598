using System.Text.Json.Nodes;

namespace Provisioner.EmbeddedEngine.Providers.AzureNative;

/// <summary>The resources of the package, read once from the embedded schema file (form: <c>sdk/schemas/README.md</c>).</summary>
internal sealed class AzureNativeSchemas
{
    private static readonly Lazy<AzureNativeSchemas> Loaded = new(() => new AzureNativeSchemas());

    private readonly Dictionary<string, AzureResourceSchema> _resources = new(StringComparer.Ordinal);

    private AzureNativeSchemas()
    {
        using var stream = typeof(AzureNativeSchemas).Assembly.GetManifestResourceStream("azure-native.json")
            ?? throw new InvalidOperationException("the schema file azure-native.json is not in the assembly");
        var file = JsonNode.Parse(stream)!.AsObject();
        foreach (var (token, resource) in file["resources"]!.AsObject())
        {
            var schema = new AzureResourceSchema(Properties(resource!["inputs"]!), Properties(resource["outputs"]!));
            _resources[token] = schema;
        }

        Arguments = Properties(file["provider"]!);
    }

    public static AzureNativeSchemas Instance => Loaded.Value;

    public IReadOnlyDictionary<string, AzureProperty> Arguments { get; }

    public AzureResourceSchema Get(string token) => _resources[token];

    private static Dictionary<string, AzureProperty> Properties(JsonNode members) => members.AsObject().ToDictionary(
        member => member.Key,
        member =>
        {
            var words = member.Value!.GetValue<string>().Split(' ');
            return new AzureProperty(
                member.Key, words[0], words.Contains("required", StringComparer.Ordinal), words.Contains("replace", StringComparer.Ordinal), words.Contains("secret", StringComparer.Ordinal));
        },
        StringComparer.Ordinal);
}

internal sealed record AzureProperty(string Name, string Type, bool Required, bool Replace, bool Secret);

internal sealed record AzureResourceSchema(IReadOnlyDictionary<string, AzureProperty> Inputs, IReadOnlyDictionary<string, AzureProperty> Outputs);
