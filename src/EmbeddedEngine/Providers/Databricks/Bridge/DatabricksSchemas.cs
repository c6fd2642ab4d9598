using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>The schemas of the package's resources, read once from the embedded schema file (form: <c>sdk/schemas/README.md</c>).</summary>
internal sealed class DatabricksSchemas
{
    private static readonly Lazy<DatabricksSchemas> Loaded = new(Load);

    private readonly Dictionary<string, ObjectSchema> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectSchema> _resources = new(StringComparer.Ordinal);
    private readonly JsonObject _types;

    private DatabricksSchemas(JsonObject file)
    {
        _types = file["types"]!.AsObject();
        foreach (var (token, resource) in file["resources"]!.AsObject())
            _resources[token] = Resource(token[(token.LastIndexOf(':') + 1)..], resource!["inputs"]!.AsObject(), resource["outputs"]!.AsObject());
        Provider = Object("Provider", file["provider"]!.AsObject());
    }

    public static DatabricksSchemas Instance => Loaded.Value;

    public ObjectSchema Provider { get; }

    public ObjectSchema? Find(string token) => _resources.GetValueOrDefault(token);

    private static DatabricksSchemas Load()
    {
        using var stream = typeof(DatabricksSchemas).Assembly.GetManifestResourceStream("databricks.json")
            ?? throw new InvalidOperationException("the schema file databricks.json is not in the assembly");
        return new DatabricksSchemas(JsonNode.Parse(stream)!.AsObject());
    }

    private ObjectSchema Resource(string type, JsonObject inputs, JsonObject outputs)
    {
        var properties = new Dictionary<string, PropertySchema>(StringComparer.Ordinal);
        foreach (var (name, _) in outputs)
            properties[name] = Property(type, name, outputs[name]!.GetValue<string>(), isResource: true) with { IsInput = false, Required = false, Computed = true, Replace = false };
        foreach (var (name, value) in inputs)
            properties[name] = Property(type, name, value!.GetValue<string>(), isResource: true);
        return new ObjectSchema(type, properties) { Exclusions = SchemaRules.Exclusions(type) };
    }

    private ObjectSchema Object(string type, JsonObject members) => new(
        type, members.ToDictionary(member => member.Key, member => Property(type, member.Key, member.Value!.GetValue<string>(), isResource: false), StringComparer.Ordinal))
    {
        Exclusions = SchemaRules.Exclusions(type),
    };

    /// <param name="name">What the rules call it.</param>
    /// <param name="declared">What the schema file calls it.</param>
    private ObjectSchema Type(string name, string declared)
    {
        if (!_objects.TryGetValue(name, out var known))
            _objects[name] = known = Object(name, _types[declared]!.AsObject());
        return known;
    }

    private PropertySchema Property(string type, string name, string text, bool isResource)
    {
        var words = text.Split(' ');
        var (element, shape) = words[0] switch
        {
            [.. var item, '[', ']'] => (item, SchemaRules.IsSet(type, name) ? PropertyShape.Set : PropertyShape.List),
            [.. var item, '{', '}'] => (item, PropertyShape.Map),
            var item => (item, PropertyShape.Single),
        };
        var nested = element.StartsWith('#') ? Type(SchemaRules.Variant(type, name) ?? element[1..], element[1..]) : null;
        var fallback = SchemaRules.IsVariant(type) ? null : words.FirstOrDefault(word => word.StartsWith("default=", StringComparison.Ordinal));
        return new PropertySchema
        {
            Name = name,
            ApiName = Names.ToApi(type, name),
            NativeName = Names.ToNative(name, nested is not null && shape is PropertyShape.List or PropertyShape.Set),
            Shape = shape,
            Object = nested,
            Scalar = element switch
            {
                "boolean" => ScalarKind.Boolean,
                "integer" => ScalarKind.Integer,
                "number" => ScalarKind.Number,
                _ => ScalarKind.String,
            },
            Required = words.Contains("required", StringComparer.Ordinal),
            Replace = words.Contains("replace", StringComparer.Ordinal),
            Secret = words.Contains("secret", StringComparer.Ordinal),
            Deprecated = words.Contains("deprecated", StringComparer.Ordinal),
            Computed = SchemaRules.IsComputed(type, name),
            Default = fallback is null ? null : ToValue(JsonNode.Parse(fallback["default=".Length..])),
            SilentDefault = SchemaRules.SilentDefault(type, name),
            AutoNamed = isResource && name == "name",
            KeepsWhenOmitted = SchemaRules.IsKeptWhenOmitted(type, name),
            OmittedValue = SchemaRules.OmittedValue(type, name),
            Sameness = SchemaRules.Sameness(type, name),
            AllowedValues = SchemaRules.AllowedValues(type, name),
        };
    }

    private static PropertyValue? ToValue(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.GetValue<double>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
