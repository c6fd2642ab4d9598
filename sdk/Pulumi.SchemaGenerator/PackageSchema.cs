namespace Pulumi.SchemaGenerator;

/// <summary>A schema file, read: see sdk/schemas/README.md for its form.</summary>
internal sealed class PackageSchema
{
    private PackageSchema(Dictionary<string, object> members)
    {
        Name = (string)members["package"];
        Version = (string)members["version"];
        Namespace = "Pulumi." + string.Concat(Name.Split('-').Select(Names.Pascal));
        AttributeName = string.Concat(Name.Split('-').Select(Names.Pascal)) + "ResourceType";
        DefaultsInSdk = members.ContainsKey("defaultsInSdk");
        Provider = Properties(members["provider"]);
        Types = Pairs(members["types"]).ToDictionary(type => type.Key, type => Properties(type.Value));
        Enums = members.TryGetValue("enums", out var enums)
            ? Pairs(enums).ToDictionary(type => type.Key, type => Pairs(type.Value).ConvertAll(member => new KeyValuePair<string, string>(member.Key, (string)member.Value)))
            : [];
        Resources = Pairs(members["resources"]).ConvertAll(resource => new ResourceSchema(resource.Key, Members(resource.Value)));
    }

    public string Name { get; }

    public string Version { get; }

    public string Namespace { get; }

    public string AttributeName { get; }

    /// <summary>Whether constructors of argument classes fill in defaults; else only the provider does.</summary>
    public bool DefaultsInSdk { get; }

    public List<PropertySchema> Provider { get; }

    public List<ResourceSchema> Resources { get; }

    public Dictionary<string, List<PropertySchema>> Types { get; }

    public Dictionary<string, List<KeyValuePair<string, string>>> Enums { get; }

    /// <exception cref="FormatException">The text is not a schema.</exception>
    public static PackageSchema Parse(string text)
    {
        try
        {
            return new PackageSchema(Members(JsonText.Parse(text)));
        }
        catch (Exception exception) when (exception is InvalidCastException or KeyNotFoundException)
        {
            throw new FormatException("The schema has not the form of sdk/schemas/README.md: " + exception.Message, exception);
        }
    }

    internal static List<PropertySchema> Properties(object value) => Pairs(value).ConvertAll(pair => new PropertySchema(pair.Key, (string)pair.Value));

    private static List<KeyValuePair<string, object>> Pairs(object value) => (List<KeyValuePair<string, object>>)value;

    private static Dictionary<string, object> Members(object value) => Pairs(value).ToDictionary(pair => pair.Key, pair => pair.Value);
}

internal sealed class ResourceSchema(string token, Dictionary<string, object> members)
{
    public string Token { get; } = token;

    /// <summary>Empty, or the module that the class lies in: <c>azure-native:databricks:Workspace</c> is in <c>databricks</c>.</summary>
    public string Module { get; } = token.Split(':')[1] is var module && module.Contains('/') ? "" : module;

    public string ClassName { get; } = token.Split(':')[2];

    public List<string> Aliases { get; } = members.TryGetValue("aliases", out var aliases) ? ((List<object>)aliases).ConvertAll(alias => (string)alias) : [];

    public List<PropertySchema> Inputs { get; } = PackageSchema.Properties(members["inputs"]);

    public List<PropertySchema> Outputs { get; } = PackageSchema.Properties(members["outputs"]);
}

internal sealed class PropertySchema
{
    public PropertySchema(string name, string value)
    {
        Name = name;
        var parts = value.Split(' ');
        Type = parts[0];
        CSharpName = Names.Pascal(name);
        foreach (var flag in parts.Skip(1))
        {
            switch (flag)
            {
                case "required":
                    Required = true;
                    break;
                case "secret":
                    Secret = true;
                    break;
                case "replace" or "deprecated":
                    break;
                case var _ when flag.StartsWith("default=", StringComparison.Ordinal):
                    Default = flag.Substring("default=".Length);
                    break;
                case var _ when flag.StartsWith("csharp=", StringComparison.Ordinal):
                    CSharpName = flag.Substring("csharp=".Length);
                    break;
                default:
                    throw new FormatException("Property '" + name + "' has the unknown flag '" + flag + "'.");
            }
        }
        if (Secret && Type != "string")
        {
            throw new FormatException("Property '" + name + "' is a secret of type '" + Type + "': only strings can be.");
        }
    }

    public string Name { get; }

    public string CSharpName { get; }

    public string Type { get; }

    public bool Required { get; }

    public bool Secret { get; }

    /// <summary>A JSON literal without blanks, which is a C# literal too; null when there is none.</summary>
    public string? Default { get; }

    public bool IsList => Type.EndsWith("[]", StringComparison.Ordinal);

    public bool IsMap => Type.EndsWith("{}", StringComparison.Ordinal);

    public string ElementType => Type.Substring(0, Type.Length - 2);

    public string FieldName => "_" + Name;

    public string ParameterName => "@" + Name;
}
