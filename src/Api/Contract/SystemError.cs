namespace Provisioner.Api.Contract;

/// <summary>The answer when the service itself failed. It never holds a stack trace.</summary>
internal sealed record SystemError
{
    public required string Error { get; init; }

    public string? UserMessage { get; init; }

    public string? Input { get; init; }

    public string? InputErrorField { get; init; }

    public ErrorMoreInfo? MoreInfo { get; init; }
}
