using Microsoft.AspNetCore.Http.HttpResults;
using Provisioner.Api.Contract;
using Provisioner.Api.Requests;
using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Subjects;

namespace Provisioner.Api.Acl;

/// <summary>Takes calls that change the access list of an output port.</summary>
internal sealed class AclIntake
{
    public async Task<Results<Accepted<string>, BadRequest<RequestValidationError>>> UpdateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var refs = body.Texts("refs");
        var provisioned = body.Object("provisionInfo");
        provisioned.Text("request");
        provisioned.Text("result");
        for (var i = 0; i < refs.Count; i++)
        {
            if (Subject.Parse(refs[i]) is { Succeeded: false } reading)
                body.Report($"refs[{i}]", reading.Problem);
        }

        return body.Problems.Count > 0
            ? Refusal.Of(body.Problems, "The access list cannot be read.")
            : Refusal.Of(
                [new Problem("provisionInfo.request", "access lists belong to output ports, and components of kind output port are not supported yet.")],
                "This version deploys no output ports, so there is no access list to change.",
                solutions: "Use a version of the service that supports output ports.");
    }
}
