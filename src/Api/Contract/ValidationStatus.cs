using System.ComponentModel;

namespace Provisioner.Api.Contract;

internal sealed record ValidationStatus
{
    public required Status Status { get; init; }

    public ValidationInfo? Info { get; init; }
}

internal sealed record ValidationInfo
{
    public required ValidationResult PublicInfo { get; init; }
}

internal sealed record ValidationResult
{
    public required bool Valid { get; init; }

    public ValidationError? Error { get; init; }

    [Description("Beyond the interface: what could not be checked, and what is no longer as it was deployed. Absent when there is nothing to say.")]
    public IReadOnlyList<string>? Warnings { get; init; }

    public static ValidationResult Of(IReadOnlyList<string> errors, IReadOnlyList<string> warnings) => new()
    {
        Valid = errors.Count == 0,
        Error = errors.Count == 0 ? null : new ValidationError { Errors = errors },
        Warnings = warnings.Count == 0 ? null : warnings,
    };
}

internal sealed record ValidationError
{
    public required IReadOnlyList<string> Errors { get; init; }
}
