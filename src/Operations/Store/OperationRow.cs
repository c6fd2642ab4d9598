namespace Provisioner.Operations.Store;

/// <summary>A stored operation without its log.</summary>
public sealed record OperationRow
{
    /// <summary>The order of acceptance.</summary>
    public required long Sequence { get; init; }

    /// <summary>The unguessable name that the caller got.</summary>
    public required string Token { get; init; }

    public required OperationKind Kind { get; init; }

    public required string Queue { get; init; }

    public required string Request { get; init; }

    public required OperationStatus Status { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What the interface calls the result: text, empty while the operation runs.</summary>
    public string Result { get; init; } = "";

    /// <summary>What the operation reports, as JSON; null while it runs and when there is nothing.</summary>
    public string? Info { get; init; }

    /// <summary>How often the operation was started: more than once after a stop or a crash of the service.</summary>
    public int Attempts { get; init; }

    /// <summary>What a later start must know of an attempt that did not end (an <c>AttemptNote</c>), as JSON.</summary>
    public string? Attempt { get; init; }
}
