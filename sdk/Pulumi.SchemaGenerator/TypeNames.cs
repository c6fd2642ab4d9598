namespace Pulumi.SchemaGenerator;

/// <summary>The C# types of schema types; every name is fully qualified, so that no property can hide it.</summary>
internal sealed class TypeNames(PackageSchema package)
{
    /// <param name="suffix"><c>Args</c> for what a program gives, <c>GetArgs</c> for the state that <c>Get</c> takes.</param>
    public string Input(PropertySchema property, string suffix)
    {
        if (property.IsList)
        {
            return "global::Pulumi.InputList<" + Item(property.ElementType, "Inputs", suffix) + ">";
        }
        if (property.IsMap)
        {
            return "global::Pulumi.InputMap<" + Item(property.ElementType, "Inputs", suffix) + ">";
        }
        return IsUnion(property.Type, out var enumType)
            ? "global::Pulumi.InputUnion<string, " + enumType + ">"
            : "global::Pulumi.Input<" + Item(property.Type, "Inputs", suffix) + ">";
    }

    /// <summary>The type of an output: optional ones are nullable, but for lists, which are then default.</summary>
    public string Output(PropertySchema property)
    {
        if (property.IsList)
        {
            return "global::System.Collections.Immutable.ImmutableArray<" + Item(property.ElementType, "Outputs", "") + ">";
        }
        var type = property.IsMap
            ? "global::System.Collections.Immutable.ImmutableDictionary<string, " + Item(property.ElementType, "Outputs", "") + ">"
            : Item(property.Type, "Outputs", "");
        return property.Required ? type : type + "?";
    }

    private string Item(string type, string folder, string suffix)
    {
        if (IsUnion(type, out var enumType))
        {
            return "global::Pulumi.Union<string, " + enumType + ">";
        }
        if (type[0] == '#')
        {
            var (module, name) = Names.Split(type.Substring(1));
            return "global::" + Names.Namespace(package, module) + "." + folder + "." + name + suffix;
        }
        return type switch
        {
            "string" => "string",
            "boolean" => "bool",
            "integer" => "int",
            "number" => "double",
            "any" => "object",
            _ when type.EndsWith("[]", StringComparison.Ordinal) => "global::System.Collections.Immutable.ImmutableArray<" + Item(type.Substring(0, type.Length - 2), folder, suffix) + ">",
            _ => throw new FormatException("'" + type + "' is no type of a schema."),
        };
    }

    private bool IsUnion(string type, out string enumType)
    {
        enumType = "";
        if (!type.StartsWith("string|@", StringComparison.Ordinal) || type.EndsWith("]", StringComparison.Ordinal))
        {
            return false;
        }
        var (module, name) = Names.Split(type.Substring("string|@".Length));
        enumType = "global::" + Names.Namespace(package, module) + "." + name;
        return true;
    }
}
