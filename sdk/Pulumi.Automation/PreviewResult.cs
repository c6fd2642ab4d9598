using System.Collections.Immutable;

namespace Pulumi.Automation;

/// <summary>What a preview printed, and the steps that an update would take.</summary>
public class PreviewResult
{
    internal PreviewResult(string standardOutput, string standardError, IImmutableDictionary<OperationType, int> changeSummary)
    {
        StandardOutput = standardOutput;
        StandardError = standardError;
        ChangeSummary = changeSummary;
    }

    public string StandardOutput { get; }

    public string StandardError { get; }

    public IImmutableDictionary<OperationType, int> ChangeSummary { get; }
}
