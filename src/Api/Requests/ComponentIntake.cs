using Microsoft.AspNetCore.Http.HttpResults;
using Provisioner.Api.Contract;
using Provisioner.Descriptors;
using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Reading;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Requests;
using Provisioner.Operations.Secrets;
using Provisioner.Operations.Store;
using Provisioner.Operations.Validation;

namespace Provisioner.Api.Requests;

/// <summary>
/// Takes the calls that bring a component's descriptor: what can be decided without a look at the live system is decided here, as is a validation
/// at once; the rest is stored as an operation.
/// </summary>
internal sealed class ComponentIntake(OperationQueue queue, ComponentValidator validator, DescriptorSettings settings, Redactor redactor)
{
    private const string NotTaken = "The component cannot be provisioned as it is described.";

    public async Task<Results<Accepted<string>, BadRequest<RequestValidationError>>> ProvisionAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (asked, problems) = await ReadAsync(request, cancellationToken);
        if (asked is null)
            return Refusal.Of(problems, NotTaken);
        var reading = DescriptorReader.Read(asked.Descriptor, settings);
        if (!reading.Succeeded)
            return Refusal.Of(reading.Problems, NotTaken, asked.Descriptor);
        return await AcceptAsync(OperationKind.Provision, reading.Component.StackName, asked);
    }

    public async Task<Results<Accepted<string>, BadRequest<RequestValidationError>>> UnprovisionAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        const string notTaken = "The component cannot be unprovisioned as it is described.";
        var (asked, problems) = await ReadAsync(request, cancellationToken);
        if (asked is null)
            return Refusal.Of(problems, notTaken);
        var reading = DescriptorReader.ReadForUnprovision(asked.Descriptor, settings);
        if (!reading.Succeeded)
            return Refusal.Of(reading.Problems, notTaken, asked.Descriptor);
        return await AcceptAsync(OperationKind.Unprovision, reading.Target.StackName, asked);
    }

    /// <summary>Everything but a malformed body has an answer of its own: valid or not.</summary>
    public async Task<Results<Ok<ValidationResult>, BadRequest<RequestValidationError>>> ValidateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var asked = Read(body, out var wrongKind);
        if (asked is null)
            return Refusal.Of(body.Problems, "The request cannot be read.");
        if (wrongKind is not null)
            return TypedResults.Ok(ValidationResult.Of([wrongKind.ToString()], []));
        var verdict = await validator.ValidateAsync(asked.Descriptor, cancellationToken);
        return TypedResults.Ok(ValidationResult.Of([.. verdict.Errors.Select(redactor.Redact)], [.. verdict.Warnings.Select(redactor.Redact)]));
    }

    public async Task<Results<Accepted<string>, BadRequest<RequestValidationError>>> ValidateLaterAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (Read(body, out var wrongKind) is not { } asked)
            return Refusal.Of(body.Problems, "The request cannot be read.");
        if (wrongKind is not null)
            asked = asked with { WrongKind = wrongKind.ToString() };
        // It changes nothing, so it waits for nobody: a queue of its own.
        var name = $"validate-{Guid.NewGuid():N}";
        var token = await queue.AcceptAsync(new NewOperation { Kind = OperationKind.Validate, Queue = name, Request = asked.ToJson() });
        return TypedResults.Accepted($"/v2/validate/{token}/status", token);
    }

    private static async Task<(ComponentRequest? Asked, IReadOnlyList<Problem> Problems)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var asked = Read(body, out var wrongKind);
        return (wrongKind is null ? asked : null, wrongKind is null ? body.Problems : [wrongKind, .. body.Problems]);
    }

    /// <returns>Null when the body has problems; a kind that is well-formed but not supported is told apart.</returns>
    private static ComponentRequest? Read(RequestBody body, out Problem? wrongKind)
    {
        wrongKind = null;
        if (body.Text("descriptorKind") is { } kind)
        {
            switch (kind)
            {
                case "COMPONENT_DESCRIPTOR":
                    break;
                case "DATAPRODUCT_DESCRIPTOR" or "DATAPRODUCT_DESCRIPTOR_WITH_RESULTS":
                    wrongKind = new Problem("descriptorKind", $"{kind} is not supported: only COMPONENT_DESCRIPTOR is.");
                    break;
                default:
                    body.Report("descriptorKind", "must be one of DATAPRODUCT_DESCRIPTOR, COMPONENT_DESCRIPTOR, DATAPRODUCT_DESCRIPTOR_WITH_RESULTS; only COMPONENT_DESCRIPTOR is supported.");
                    break;
            }
        }

        var descriptor = body.Text("descriptor");
        var enriched = body.OptionalText("latestEnrichedDescriptor");
        var removeData = body.OptionalFlag("removeData", otherwise: false);
        return body.Problems.Count > 0 || descriptor is null
            ? null
            : new ComponentRequest { Descriptor = descriptor, LatestEnrichedDescriptor = enriched, RemoveData = removeData };
    }

    private async Task<Accepted<string>> AcceptAsync(OperationKind kind, string stack, ComponentRequest asked)
    {
        var token = await queue.AcceptAsync(new NewOperation { Kind = kind, Queue = stack, Request = asked.ToJson() });
        return TypedResults.Accepted($"/v1/provision/{token}/status", token);
    }
}
