namespace Pulumi.SchemaGenerator;

/// <summary>Writes nested types: what a program gives (<c>Inputs</c>), what it gets (<c>Outputs</c>), and enumerations of text.</summary>
internal sealed class TypeEmitter(PackageSchema package, TypeNames types, ArgumentsEmitter arguments)
{
    public string WriteInputs(string reference, string suffix)
    {
        var (module, name) = Names.Split(reference);
        var text = new GeneratedFile(Names.Namespace(package, module) + ".Inputs");
        arguments.Write(text, name + suffix, package.Types[reference], suffix);
        return text.ToString();
    }

    public string WriteOutputs(string reference)
    {
        var (module, name) = Names.Split(reference);
        var text = new GeneratedFile(Names.Namespace(package, module) + ".Outputs");
        var properties = package.Types[reference];
        text.Line().Line("[global::Pulumi.OutputType]").Open("public sealed class " + name);
        foreach (var property in properties)
        {
            text.Line("public readonly " + types.Output(property) + " " + property.CSharpName + ";");
        }
        text.Line().Line("[global::Pulumi.OutputConstructor]");
        text.Open("private " + name + "(" + string.Join(", ", properties.Select(property => types.Output(property) + " " + property.ParameterName)) + ")");
        foreach (var property in properties)
        {
            text.Line("this." + property.CSharpName + " = " + property.ParameterName + ";");
        }
        return text.Close().Close().ToString();
    }

    public string WriteEnum(string reference)
    {
        var (module, name) = Names.Split(reference);
        var text = new GeneratedFile(Names.Namespace(package, module));
        text.Line().Line("[global::Pulumi.EnumType]").Open("public readonly struct " + name + " : global::System.IEquatable<" + name + ">");
        text.Line("private readonly string _value;").Line();
        text.Line("private " + name + "(string value) => _value = value;").Line();
        foreach (var member in package.Enums[reference])
        {
            text.Line("public static " + name + " " + member.Key + " { get; } = new(\"" + member.Value + "\");").Line();
        }
        text.Line("public static bool operator ==(" + name + " left, " + name + " right) => left.Equals(right);").Line();
        text.Line("public static bool operator !=(" + name + " left, " + name + " right) => !left.Equals(right);").Line();
        text.Line("public static explicit operator string(" + name + " value) => value._value;").Line();
        text.Line("public override bool Equals(object? obj) => obj is " + name + " other && Equals(other);").Line();
        text.Line("public bool Equals(" + name + " other) => string.Equals(_value, other._value, global::System.StringComparison.Ordinal);").Line();
        text.Line("public override int GetHashCode() => _value?.GetHashCode(global::System.StringComparison.Ordinal) ?? 0;").Line();
        text.Line("public override string ToString() => _value;");
        return text.Close().ToString();
    }
}
