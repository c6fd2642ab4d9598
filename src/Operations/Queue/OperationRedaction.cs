using System.Text.Json.Nodes;
using Provisioner.Operations.Secrets;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Queue;

/// <summary>Takes secrets out of an ending before it is stored.</summary>
internal static class OperationRedaction
{
    public static OperationEnding Redact(OperationEnding ending, Redactor redactor)
    {
        var result = redactor.Redact(ending.Result);
        var info = ending.Info is null ? null : Redact(ending.Info, redactor);
        return ending.Status == OperationStatus.Completed ? OperationEnding.Completed(result, info) : OperationEnding.Failed(result, info);
    }

    private static JsonNode Redact(JsonNode node, Redactor redactor)
    {
        // The text form holds every key and value, JSON-escaped: a form that the redactor knows.
        var text = node.ToJsonString();
        var redacted = redactor.Redact(text);
        return ReferenceEquals(text, redacted) ? node : JsonNode.Parse(redacted)!;
    }
}
