namespace Pulumi.SchemaGenerator;

/// <summary>Writes the classes that a program fills in: arguments, nested ones, and the state that <c>Get</c> takes.</summary>
internal sealed class ArgumentsEmitter(PackageSchema package, TypeNames types)
{
    /// <param name="nestedSuffix">Suffix of the nested types that the properties refer to.</param>
    /// <param name="state">Whether it is a state, in which nothing is required.</param>
    /// <param name="json">Whether values other than text are sent as JSON text, as a provider's configuration is.</param>
    public void Write(GeneratedFile text, string className, List<PropertySchema> properties, string nestedSuffix, bool state = false, bool json = false)
    {
        text.Line().Open("public sealed class " + className + " : global::Pulumi.ResourceArgs");
        foreach (var property in properties)
        {
            WriteProperty(text, property, nestedSuffix, property.Required && !state, json && property.Type != "string");
        }
        text.Open("public " + className + "()");
        foreach (var property in properties.Where(property => package.DefaultsInSdk && property.Default is not null))
        {
            text.Line(property.CSharpName + " = " + property.Default + ";");
        }
        text.Close().Line().Line("public static new " + className + " Empty => new " + className + "();");
        text.Close();
    }

    private void WriteProperty(GeneratedFile text, PropertySchema property, string nestedSuffix, bool required, bool json)
    {
        var type = types.Input(property, nestedSuffix);
        text.Line("[global::Pulumi.Input(\"" + property.Name + "\"" + (required ? ", required: true" : "") + (json ? ", json: true" : "") + ")]");
        if (property.Secret)
        {
            text.Line("private " + type + "? " + property.FieldName + ";");
            text.Open("public " + type + "? " + property.CSharpName);
            text.Line("get => " + property.FieldName + ";");
            text.Line("set => " + property.FieldName + " = value is null ? null : (global::Pulumi.Input<string>)global::Pulumi.Output.Tuple<string, int>(value, (global::Pulumi.Input<int>)global::Pulumi.Output.CreateSecret(0)).Apply(pair => pair.Item1);");
            text.Close();
        }
        else if (property.IsList || property.IsMap)
        {
            text.Line("private " + type + "? " + property.FieldName + ";");
            text.Open("public " + type + " " + property.CSharpName);
            text.Line("get => " + property.FieldName + " ??= new " + type + "();");
            text.Line("set => " + property.FieldName + " = value;");
            text.Close();
        }
        else
        {
            text.Line("public " + type + (required ? " " : "? ") + property.CSharpName + " { get; set; }" + (required ? " = null!;" : ""));
        }
        text.Line();
    }
}
