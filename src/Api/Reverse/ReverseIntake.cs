using Microsoft.AspNetCore.Http.HttpResults;
using Provisioner.Api.Contract;
using Provisioner.Api.Requests;
using Provisioner.Descriptors.Problems;

namespace Provisioner.Api.Reverse;

/// <summary>Takes calls for reverse provisioning.</summary>
internal sealed class ReverseIntake
{
    public async Task<Results<Accepted<string>, BadRequest<RequestValidationError>>> StartAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var template = body.Text("useCaseTemplateId");
        body.Text("environment");
        body.OptionalObject("params");
        body.OptionalObject("catalogInfo");
        return body.Problems.Count > 0
            ? Refusal.Of(body.Problems, "The request cannot be read.")
            : Refusal.Of(
                [new Problem("useCaseTemplateId", $"'{template}' cannot be reverse provisioned: only workflows and output ports can, and they are not supported yet.")],
                "This version does no reverse provisioning.",
                solutions: "Use a version of the service that supports reverse provisioning.");
    }
}
