using Carter;
using Provisioner.Api.Contract;
using Provisioner.Api.OpenApi;
using Provisioner.Api.Requests;

namespace Provisioner.Api.Provisioning;

internal sealed class ProvisionModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/provision", (HttpRequest request, ComponentIntake intake, CancellationToken cancellationToken) => intake.ProvisionAsync(request, cancellationToken))
            .Takes<ProvisioningRequest>("provision", "Deploys a component, or aligns it with its descriptor");
        app.MapGet("/v1/provision/{token}/status", (string token, StatusReading status) => status.Provisioning(token))
            .Describes("getStatus", "How a deployment, an undeployment or a change of the access list stands");
        app.MapPost("/v1/unprovision", (HttpRequest request, ComponentIntake intake, CancellationToken cancellationToken) => intake.UnprovisionAsync(request, cancellationToken))
            .Takes<ProvisioningRequest>("unprovision", "Takes a component away; its repository too when removeData is true");
    }
}
