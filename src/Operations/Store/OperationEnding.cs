using System.Text.Json.Nodes;

namespace Provisioner.Operations.Store;

/// <summary>How an operation ended.</summary>
public sealed record OperationEnding
{
    private OperationEnding(OperationStatus status, string result, JsonNode? info) => (Status, Result, Info) = (status, result, info);

    public OperationStatus Status { get; }

    public string Result { get; }

    public JsonNode? Info { get; }

    public static OperationEnding Completed(string result, JsonNode? info = null) => new(OperationStatus.Completed, result, info);

    /// <param name="result">What went wrong and what to do about it.</param>
    public static OperationEnding Failed(string result, JsonNode? info = null) => new(OperationStatus.Failed, result, info);
}
