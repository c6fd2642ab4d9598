namespace Pulumi.SchemaGenerator;

/// <summary>Writes a resource's class with its arguments and its state, and the provider's.</summary>
internal sealed class ResourceEmitter(PackageSchema package, TypeNames types, ArgumentsEmitter arguments)
{
    public string Write(ResourceSchema resource)
    {
        var name = resource.ClassName;
        var text = new GeneratedFile(Names.Namespace(package, resource.Module));
        var argumentsOptional = !resource.Inputs.Any(property => property.Required);
        // Packages that fill in defaults themselves are native ones: their Get takes no state.
        var takesState = !package.DefaultsInSdk;

        WriteHead(text, name, resource.Token, "CustomResource", resource.Outputs);
        text.Open("public " + name + "(string name, " + name + (argumentsOptional ? "Args? args = null" : "Args args") + ", global::Pulumi.CustomResourceOptions? options = null)"
            + " : base(\"" + resource.Token + "\", name, args ?? new " + name + "Args(), MakeResourceOptions(options, id: null))").Close().Line();
        text.Open("private " + name + "(string name, global::Pulumi.Input<string> id, " + (takesState ? name + "State? state = null, " : "") + "global::Pulumi.CustomResourceOptions? options = null)"
            + " : base(\"" + resource.Token + "\", name, " + (takesState ? "state" : "null") + ", MakeResourceOptions(options, id))").Close().Line();
        WriteOptions(text, resource.Aliases, resource.Outputs.Where(property => property.Secret).ToList());
        text.Line("/// <summary>Reads the live object <paramref name=\"id\"/> into the stack, as one that the stack does not manage.</summary>");
        text.Line("public static " + name + " Get(string name, global::Pulumi.Input<string> id, " + (takesState ? name + "State? state = null, " : "")
            + "global::Pulumi.CustomResourceOptions? options = null) => new " + name + "(name, id, " + (takesState ? "state, " : "") + "options);");
        text.Close();

        arguments.Write(text, name + "Args", resource.Inputs, "Args");
        if (takesState)
        {
            arguments.Write(text, name + "State", resource.Outputs, "GetArgs", state: true);
        }
        return text.ToString();
    }

    public string WriteProvider()
    {
        var text = new GeneratedFile(package.Namespace);
        // The native provider has no outputs; the bridged one has its text properties.
        var outputs = package.DefaultsInSdk ? [] : package.Provider.Where(property => property.Type == "string").ToList();
        WriteHead(text, "Provider", "pulumi:providers:" + package.Name, "ProviderResource", outputs);
        text.Open("public Provider(string name, ProviderArgs? args = null, global::Pulumi.CustomResourceOptions? options = null)"
            + " : base(\"" + package.Name + "\", name, args ?? new ProviderArgs(), MakeResourceOptions(options, id: null))").Close().Line();
        WriteOptions(text, [], outputs.Where(property => property.Secret).ToList());
        text.Close();
        arguments.Write(text, "ProviderArgs", package.Provider, "Args", json: true);
        return text.ToString();
    }

    public string WriteAttribute()
    {
        var text = new GeneratedFile(package.Namespace);
        text.Open("internal sealed class " + package.AttributeName + "Attribute(string type) : global::Pulumi.ResourceTypeAttribute(type, PackageVersion)");
        text.Line("public const string PackageVersion = \"" + package.Version + "\";");
        return text.Close().ToString();
    }

    private void WriteHead(GeneratedFile text, string name, string token, string baseClass, List<PropertySchema> outputs)
    {
        text.Line().Line("[" + package.AttributeName + "(\"" + token + "\")]");
        text.Open("public partial class " + name + " : global::Pulumi." + baseClass);
        foreach (var property in outputs)
        {
            text.Line("[global::Pulumi.Output(\"" + property.Name + "\")]");
            text.Line("public global::Pulumi.Output<" + types.Output(property) + "> " + property.CSharpName + " { get; private set; } = null!;").Line();
        }
    }

    private void WriteOptions(GeneratedFile text, List<string> aliases, List<PropertySchema> secrets)
    {
        text.Open("private static global::Pulumi.CustomResourceOptions MakeResourceOptions(global::Pulumi.CustomResourceOptions? options, global::Pulumi.Input<string>? id)");
        text.Open("var defaults = new global::Pulumi.CustomResourceOptions");
        text.Line("Version = " + package.AttributeName + "Attribute.PackageVersion,");
        if (secrets.Count > 0)
        {
            text.Line("AdditionalSecretOutputs = { " + string.Join(", ", secrets.Select(property => "\"" + property.Name + "\"")) + " },");
        }
        if (aliases.Count > 0)
        {
            text.Line("Aliases = { " + string.Join(", ", aliases.Select(alias => "new global::Pulumi.Alias { Type = \"" + alias + "\" }")) + " },");
        }
        text.Close(";");
        text.Line("var merged = global::Pulumi.CustomResourceOptions.Merge(defaults, options);");
        text.Line("merged.Id = id ?? merged.Id;");
        text.Line("return merged;");
        text.Close().Line();
    }
}
