using System.Text.Json.Nodes;
using Provisioner.Descriptors;
using Provisioner.Descriptors.Reading;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Requests;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Reconciling;

/// <summary>Validates a descriptor; what it finds is its result, so the operation itself always completes.</summary>
public sealed class ValidateHandler(DescriptorSettings descriptors) : IOperationHandler
{
    public OperationKind Kind => OperationKind.Validate;

    public Task<OperationEnding> RunAsync(OperationRow operation, OperationLog log, CancellationToken cancellationToken)
    {
        var reading = DescriptorReader.Read(ComponentRequest.FromJson(operation.Request).Descriptor, descriptors);
        var errors = new JsonArray([.. reading.Problems.Select(problem => (JsonNode)problem.ToString())]);
        return Task.FromResult(OperationEnding.Completed(errors.Count == 0 ? "valid" : "not valid", new JsonObject { ["errors"] = errors }));
    }
}
