using Carter;
using Provisioner.Api.Contract;
using Provisioner.Api.OpenApi;
using Provisioner.Api.Requests;

namespace Provisioner.Api.Validation;

internal sealed class ValidateModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/validate", (HttpRequest request, ComponentIntake intake, CancellationToken cancellationToken) => intake.ValidateAsync(request, cancellationToken))
            .Takes<ProvisioningRequest>("validate", "Says at once whether a component could be deployed");
        app.MapPost("/v2/validate", (HttpRequest request, ComponentIntake intake, CancellationToken cancellationToken) => intake.ValidateLaterAsync(request, cancellationToken))
            .Takes<ProvisioningRequest>("asyncValidate", "Starts a validation");
        app.MapGet("/v2/validate/{token}/status", (string token, StatusReading status) => status.Validation(token))
            .Describes("getValidationStatus", "How a validation stands");
    }
}
