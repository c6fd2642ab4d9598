using System.Diagnostics.CodeAnalysis;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>How far a failed step got; the numbers are those of the event log.</summary>
internal enum StepStatus
{
    Ok = 0,

    /// <summary>The object exists or was touched, and what is known of it goes into the state.</summary>
    PartialFailure = 1,

    Unknown = 2,
}

/// <param name="Error">Null when the step succeeded.</param>
/// <param name="MayGoOn">The failure touched nothing: steps that do not depend on it may still start.</param>
internal sealed record StepResult(string? Error, StepStatus Status, bool MayGoOn = false)
{
    public static StepResult Ok { get; } = new(null, StepStatus.Ok);

    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    /// <summary>Whether the state after the step is to be kept.</summary>
    public bool IsKept => Succeeded || Status == StepStatus.PartialFailure;

    public static StepResult Failed(string error, StepStatus status = StepStatus.Ok) => new(error, status);
}
