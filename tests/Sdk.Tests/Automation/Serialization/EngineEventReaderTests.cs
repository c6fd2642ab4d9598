using Pulumi.Automation;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;

namespace Provisioner.Sdk.Tests.Automation.Serialization;

/// <summary>Events as the CLI 3.260.0 wrote them.</summary>
public sealed class EngineEventReaderTests
{
    private static readonly List<EngineEvent> Events =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Automation", "Serialization", "recorded-events.jsonl")).Select(line => EngineEventReader.TryRead(line)!)];

    [Fact]
    public void Read_StepWithDifferences_HasThemAll()
    {
        var read = Events[1];

        Assert.Equal(73, read.Sequence);
        var step = read.ResourcePreEvent!.Metadata;
        Assert.Equal(OperationType.Update, step.Op);
        Assert.Equal("databricks:index/grant:Grant", step.Type);
        Assert.Equal("schema/sales_orders_1.bronze/Developers", step.Old!.Id);
        Assert.True(step.Old.Custom);
        Assert.Equal(["SELECT"], Assert.IsType<object?[]>(step.Old.Inputs["privileges"]));
        Assert.Contains("privileges", step.Diffs!.Value);
        Assert.All(step.DetailedDiff!, difference => Assert.StartsWith("privileges", difference.Key, StringComparison.Ordinal));
        Assert.Equal(DiffKind.Add, step.DetailedDiff!["privileges[1]"].Kind);
        Assert.Null(read.ResourceOutputsEvent);
    }

    [Fact]
    public void Read_UnchangedStep_HasItsOutputs()
    {
        var step = Events[2].ResourceOutputsEvent!.Metadata;

        Assert.Equal(OperationType.Same, step.Op);
        Assert.Equal("sales_orders_1", step.New!.Outputs["catalog"]);
        Assert.StartsWith("urn:pulumi:", step.Provider, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Summary_HasCountsByOperation()
    {
        var summary = Events[3].SummaryEvent!;

        Assert.Equal((10, 6, 2), (summary.ResourceChanges[OperationType.Same], summary.ResourceChanges[OperationType.Update], summary.DurationSeconds));
    }

    [Fact]
    public void Read_DiagnosticAndFailure_NameTheResource()
    {
        var diagnostic = Events[5].DiagnosticEvent!;
        var failure = Events[6].ResourceOperationFailedEvent!;

        Assert.Equal(("error", "error: "), (diagnostic.Severity, diagnostic.Prefix));
        Assert.Contains("Cluster spec is not valid", diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(diagnostic.Urn, failure.Metadata.Urn);
        Assert.Null(failure.Metadata.Old);
        Assert.NotNull(Events[4].CancelEvent);
        Assert.NotNull(Events[0].PreludeEvent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"sequence\": 1")]
    [InlineData("[]")]
    public void TryRead_NotAWholeObject_IsNull(string text) => Assert.Null(EngineEventReader.TryRead(text));
}
