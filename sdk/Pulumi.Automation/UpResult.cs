using System.Collections.Immutable;

namespace Pulumi.Automation;

/// <summary>What an update printed and did, and the stack's outputs after it.</summary>
public sealed class UpResult : UpdateResult
{
    internal UpResult(string standardOutput, string standardError, UpdateSummary summary, IImmutableDictionary<string, OutputValue> outputs)
        : base(standardOutput, standardError, summary) => Outputs = outputs;

    public IImmutableDictionary<string, OutputValue> Outputs { get; }
}
