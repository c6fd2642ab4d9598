using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Provisioner.Operations.Engine;

/// <summary>How a run of the engine ended.</summary>
public sealed record EngineResult
{
    private EngineResult(JsonObject? outputs, EngineFailure? failure) => (Outputs, Failure) = (outputs, failure);

    /// <summary>The stack's outputs that are no secrets.</summary>
    public JsonObject? Outputs { get; }

    public EngineFailure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Outputs))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    public static EngineResult Done(JsonObject outputs) => new(outputs, null);

    public static EngineResult Failed(EngineFailure failure) => new(null, failure);
}
