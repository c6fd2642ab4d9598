using Microsoft.AspNetCore.Http.HttpResults;
using Provisioner.Api.Contract;
using Provisioner.Api.Requests;
using Provisioner.Descriptors;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Problems;
using Provisioner.Operations.Queue;
using Provisioner.Operations.ReverseProvisioning;
using Provisioner.Operations.Store;
using Provisioner.ReverseReader.ReverseProvisioning;

namespace Provisioner.Api.Reverse;

/// <summary>Takes calls for reverse provisioning.</summary>
internal sealed class ReverseIntake(OperationQueue queue, DescriptorSettings settings)
{
    public async Task<Results<Accepted<string>, BadRequest<RequestValidationError>>> StartAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var template = body.Text("useCaseTemplateId");
        var environment = body.Text("environment");
        var parameters = body.OptionalObject("params");
        var catalogInfo = body.OptionalObject("catalogInfo");
        if (body.Problems.Count > 0 || template is null || environment is null)
            return Refusal.Of(body.Problems, "The request cannot be read.");
        if (TemplateIds.KindOf(template, settings) is not (ComponentKind.Workflow or ComponentKind.OutputPort))
        {
            return Refusal.Of(
                [new Problem("useCaseTemplateId", $"'{template}' cannot be reverse provisioned: only workflows and output ports can.")],
                "Components of this template cannot be reverse provisioned.",
                input: null,
                $"Use one of the templates {string.Join(", ", settings.WorkflowTemplates.Concat(settings.OutputPortTemplates))}.");
        }

        // It changes nothing, so it waits for nobody: a queue of its own.
        var token = await queue.AcceptAsync(new NewOperation
        {
            Kind = OperationKind.ReverseProvision,
            Queue = $"reverse-{Guid.NewGuid():N}",
            Request = StoredReverseRequest.ToJson(new ReverseRequest(template, environment, parameters, catalogInfo)),
        });
        return TypedResults.Accepted($"/v1/reverse-provisioning/{token}/status", token);
    }
}
