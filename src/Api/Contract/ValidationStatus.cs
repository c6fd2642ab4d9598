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
}

internal sealed record ValidationError
{
    public required IReadOnlyList<string> Errors { get; init; }
}
