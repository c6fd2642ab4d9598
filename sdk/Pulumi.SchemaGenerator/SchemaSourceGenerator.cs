using Microsoft.CodeAnalysis;

namespace Pulumi.SchemaGenerator;

/// <summary>Makes the resource classes of a Pulumi package from its schema file, which a project names as an additional file.</summary>
[Generator]
public sealed class SchemaSourceGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor BadSchema =
        new("PSG001", "Schema cannot be read", "{0}: {1}", "Pulumi.SchemaGenerator", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var schemas = context.AdditionalTextsProvider
            .Where(static file => Path.GetFileName(Path.GetDirectoryName(file.Path)) == "schemas" && file.Path.EndsWith(".json", StringComparison.Ordinal))
            .Select(static (file, cancellationToken) => (file.Path, Text: file.GetText(cancellationToken)?.ToString() ?? ""));
        context.RegisterSourceOutput(schemas, static (production, schema) =>
        {
            try
            {
                Generate(production, PackageSchema.Parse(schema.Text));
            }
            catch (FormatException exception)
            {
                production.ReportDiagnostic(Diagnostic.Create(BadSchema, Location.None, Path.GetFileName(schema.Path), exception.Message));
            }
        });
    }

    private static void Generate(SourceProductionContext production, PackageSchema package)
    {
        var types = new TypeNames(package);
        var arguments = new ArgumentsEmitter(package, types);
        var resourceEmitter = new ResourceEmitter(package, types, arguments);
        var typeEmitter = new TypeEmitter(package, types, arguments);

        Add("Provider.g.cs", resourceEmitter.WriteProvider());
        Add(package.AttributeName + "Attribute.g.cs", resourceEmitter.WriteAttribute());
        foreach (var resource in package.Resources)
        {
            Add(FileName(resource.Module, resource.ClassName), resourceEmitter.Write(resource));
        }

        var reach = new TypeReach(package);
        foreach (var type in reach.Arguments)
        {
            Add("Inputs." + FileName(type) + "Args.g.cs", typeEmitter.WriteInputs(type, "Args"));
        }
        foreach (var type in reach.States)
        {
            Add("Inputs." + FileName(type) + "GetArgs.g.cs", typeEmitter.WriteInputs(type, "GetArgs"));
        }
        foreach (var type in reach.Outputs)
        {
            Add("Outputs." + FileName(type) + ".g.cs", typeEmitter.WriteOutputs(type));
        }
        foreach (var type in package.Enums.Keys)
        {
            Add(FileName(type) + ".g.cs", typeEmitter.WriteEnum(type));
        }

        void Add(string name, string text) => production.AddSource(package.Namespace + "." + name, text);
    }

    private static string FileName(string module, string name) => (module.Length == 0 ? name : module + "." + name) + ".g.cs";

    private static string FileName(string reference) => reference.Replace(':', '.');
}
