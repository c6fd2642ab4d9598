using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Reading;

namespace Provisioner.Descriptors.Tests;

/// <summary>The project's own sample descriptor, with one text replaced by another.</summary>
internal static class Sample
{
    public const string Job = "urn:dmb:cmp:sales:orders:1:ingest-job";
    public const string Pipeline = "urn:dmb:cmp:sales:orders:1:clean-pipeline";
    public const string Workflow = "urn:dmb:cmp:sales:orders:1:daily-flow";
    public const string OutputPort = "urn:dmb:cmp:sales:orders:1:orders-view";

    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sales-orders.yaml"));

    public static string Of(string componentId, params (string Old, string New)[] changes)
    {
        var text = Text.Replace($"componentIdToProvision: {Job}", $"componentIdToProvision: {componentId}", StringComparison.Ordinal);
        foreach (var (old, replacement) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        return text;
    }

    public static DescriptorReading Read(string componentId, params (string Old, string New)[] changes) =>
        DescriptorReader.Read(Of(componentId, changes), new DescriptorSettings());

    public static T Component<T>(string componentId, params (string Old, string New)[] changes)
        where T : Component
    {
        var reading = Read(componentId, changes);
        Assert.Empty(reading.Problems);
        return Assert.IsType<T>(reading.Component);
    }

    /// <summary>The paths of the problems that the changes cause.</summary>
    public static IReadOnlyList<string> ProblemPaths(string componentId, params (string Old, string New)[] changes) =>
        [.. Read(componentId, changes).Problems.Select(problem => problem.Path)];
}
