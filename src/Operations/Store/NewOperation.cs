namespace Provisioner.Operations.Store;

/// <summary>An operation as it is accepted.</summary>
public sealed record NewOperation
{
    public required OperationKind Kind { get; init; }

    /// <summary>Operations with the same queue run one after the other in the order of their acceptance: the name of the stack, or something unique when the operation changes nothing.</summary>
    public required string Queue { get; init; }

    /// <summary>What was asked for, as JSON; only the operation itself reads it.</summary>
    public required string Request { get; init; }
}
