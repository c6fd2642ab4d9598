using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Reading;

namespace Provisioner.Descriptors.Tests.Reading;

/// <summary>What the pages of docs/components show as a minimal descriptor is one.</summary>
public class ComponentPagesTests
{
    [Theory]
    [InlineData("job", typeof(JobComponent))]
    [InlineData("workflow", typeof(WorkflowComponent))]
    [InlineData("pipeline", typeof(PipelineComponent))]
    [InlineData("output-port", typeof(OutputPortComponent))]
    public void Read_DescriptorOfThePage_HasNoProblem(string page, Type kind)
    {
        var frame = Block("README");
        var component = Block(page);
        var id = component.Split('\n')[0]["- id: ".Length..];
        var lines = frame.Split('\n').Select(line => line.TrimStart() switch
        {
            var text when text.StartsWith("- #", StringComparison.Ordinal) => string.Join('\n', component.TrimEnd().Split('\n').Select(part => "    " + part)),
            var text when text.StartsWith("componentIdToProvision:", StringComparison.Ordinal) => $"componentIdToProvision: {id}",
            _ => line,
        });
        var reading = DescriptorReader.Read(string.Join('\n', lines), new DescriptorSettings());
        Assert.Empty(reading.Problems);
        Assert.IsType(kind, reading.Component);
    }

    private static string Block(string page) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pages", page + ".md")).Split("```yaml\n")[1].Split("```")[0];
}
