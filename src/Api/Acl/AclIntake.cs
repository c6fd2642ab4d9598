using Microsoft.AspNetCore.Http.HttpResults;
using Provisioner.Api.Contract;
using Provisioner.Api.Requests;
using Provisioner.Descriptors;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Reading;
using Provisioner.Descriptors.Subjects;
using Provisioner.Operations.AccessLists;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Store;

namespace Provisioner.Api.Acl;

/// <summary>Takes calls that change the access list of an output port.</summary>
internal sealed class AclIntake(OperationQueue queue, DescriptorSettings settings)
{
    private const string Request = "provisionInfo.request";

    public async Task<Results<Accepted<string>, BadRequest<RequestValidationError>>> UpdateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var refs = body.Texts("refs");
        var provisioned = body.Object("provisionInfo");
        var descriptor = provisioned.Text("request");
        provisioned.Text("result");
        for (var i = 0; i < refs.Count && !body.IsFull; i++)
        {
            if (Subject.Parse(refs[i]) is { Succeeded: false } reading)
                body.Report($"refs[{i}]", reading.Problem);
        }

        if (body.Problems.Count > 0 || descriptor is null)
            return Refusal.Of(body.Problems, "The access list cannot be read.");
        // JSON is read as the YAML that it is.
        var component = DescriptorReader.Read(descriptor, settings);
        if (!component.Succeeded)
            return Refusal.Of([.. component.Problems.Select(problem => new Problem(problem.Path == Problem.WholeDescriptor ? Request : $"{Request}.{problem.Path}", problem.Message))], "The descriptor of the output port cannot be read.", descriptor);
        if (component.Component is not OutputPortComponent)
        {
            return Refusal.Of(
                [new Problem(Request, $"{component.Component.Id} is no output port, and only output ports have an access list.")],
                "Only output ports have an access list.", descriptor, "Send the descriptor that an output port was provisioned with.");
        }

        var token = await queue.AcceptAsync(new NewOperation
        {
            Kind = OperationKind.UpdateAcl, Queue = component.Component.StackName, Request = new AccessRequest(descriptor, refs).ToJson(),
        });
        return TypedResults.Accepted($"/v1/provision/{token}/status", token);
    }
}
