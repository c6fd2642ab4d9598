namespace Provisioner.Api.Contract;

/// <summary>The answer to a request that cannot be taken.</summary>
internal sealed record RequestValidationError
{
    public required IReadOnlyList<string> Errors { get; init; }

    public string? UserMessage { get; init; }

    public string? Input { get; init; }

    /// <summary>Dotted path of the first field that is wrong.</summary>
    public string? InputErrorField { get; init; }

    public ErrorMoreInfo? MoreInfo { get; init; }
}

internal sealed record ErrorMoreInfo
{
    public required IReadOnlyList<string> Problems { get; init; }

    public required IReadOnlyList<string> Solutions { get; init; }
}
