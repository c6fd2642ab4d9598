using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Pulumi.Automation.Commands;

namespace Provisioner.Sdk.Tests.EngineCommand;

/// <summary>The sources that only the build on the official packages compiles, compiled here against public members alone.</summary>
public sealed class OfficialBuildTests
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    [Fact]
    public void OfficialSources_AgainstPublicMembersOnly_Compile()
    {
        var sources = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "official"), "*.txt");
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Provisioner.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));

        var compilation = CSharpCompilation.Create(
            "Provisioner.EngineCommand.Check",
            [.. sources.Select(path => File.ReadAllText(path)).Append(Usings).Select(text => CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken))],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        Assert.Contains(sources, path => Path.GetFileName(path) == "PulumiLauncher.txt");
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.NotNull(compilation.GetTypeByMetadataName(typeof(PulumiCommand).FullName!));
    }
}
