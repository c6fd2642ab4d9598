using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Pulumi.SchemaGenerator;

namespace Provisioner.Sdk.Tests.SchemaGenerator;

public sealed class SchemaSourceGeneratorTests
{
    private const string Head = """{"package":"my-cloud","version":"1.2.3","provider":{"token":"string secret","retries":"integer"},""";

    [Fact]
    public void Generate_Schema_MakesTheClassesThatAreReached()
    {
        var result = Run(Head + """ "resources":{"my-cloud:index/box:Box":{"inputs":{"lid":"#Lid required","tags":"string{}"},"outputs":{"lid":"#Lid required","size":"integer"}}},"types":{"Lid":{"colours":"string[]"},"Unused":{}}}""");

        Assert.Empty(result.Diagnostics);
        var files = result.GeneratedTrees.Select(tree => Path.GetFileName(tree.FilePath)).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Pulumi.MyCloud.Box.g.cs", "Pulumi.MyCloud.Inputs.LidArgs.g.cs", "Pulumi.MyCloud.Inputs.LidGetArgs.g.cs", "Pulumi.MyCloud.MyCloudResourceTypeAttribute.g.cs",
                "Pulumi.MyCloud.Outputs.Lid.g.cs", "Pulumi.MyCloud.Provider.g.cs",
            ],
            files);
        Assert.All(result.GeneratedTrees, tree => Assert.Empty(tree.GetDiagnostics(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"package":"my-cloud","version":"1"}""")]
    [InlineData(Head + """ "resources":{"my-cloud:index/box:Box":{"inputs":{"lid":"#Missing"},"outputs":{}}},"types":{}}""")]
    [InlineData(Head + """ "resources":{"my-cloud:index/box:Box":{"inputs":{"lid":"string sometimes"},"outputs":{}}},"types":{}}""")]
    [InlineData(Head + """ "resources":{"my-cloud:index/box:Box":{"inputs":{"lid":"string[] secret"},"outputs":{}}},"types":{}}""")]
    public void Generate_BadSchema_IsAnErrorThatNamesTheFile(string schema)
    {
        var diagnostic = Assert.Single(Run(schema).Diagnostics);

        Assert.Equal("PSG001", diagnostic.Id);
        Assert.Contains("my-cloud.json", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static GeneratorDriverRunResult Run(string schema)
        => CSharpGeneratorDriver.Create([new SchemaSourceGenerator().AsSourceGenerator()], [new SchemaFile(schema)])
            .RunGenerators(CSharpCompilation.Create("Check"), TestContext.Current.CancellationToken)
            .GetRunResult();

    private sealed class SchemaFile(string text) : AdditionalText
    {
        public override string Path => "/sdk/schemas/my-cloud.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
