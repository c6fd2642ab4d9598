namespace Provisioner.Api.Contract;

internal sealed record Log
{
    public required DateTimeOffset Timestamp { get; init; }

    public required LogLevel Level { get; init; }

    public required string Message { get; init; }

    public string? Phase { get; init; }
}
