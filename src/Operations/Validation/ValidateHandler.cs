using System.Text.Json.Nodes;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Requests;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Validation;

/// <summary>Validates a descriptor; what it finds is its result, so the operation itself always completes.</summary>
public sealed class ValidateHandler(ComponentValidator validator) : IOperationHandler
{
    public OperationKind Kind => OperationKind.Validate;

    public async Task<OperationEnding> RunAsync(OperationRow operation, OperationLog log, CancellationToken cancellationToken)
    {
        var request = ComponentRequest.FromJson(operation.Request);
        var verdict = request.WrongKind is { } wrong ? Verdict.Invalid(wrong) : await validator.ValidateAsync(request.Descriptor, cancellationToken);
        foreach (var warning in verdict.Warnings)
            log.Warning("validate", warning);
        return OperationEnding.Completed(verdict.IsValid ? "valid" : "not valid", new JsonObject { ["errors"] = List(verdict.Errors), ["warnings"] = List(verdict.Warnings) });
    }

    private static JsonArray List(IEnumerable<string> sentences) => new([.. sentences.Select(sentence => (JsonNode)sentence)]);
}
