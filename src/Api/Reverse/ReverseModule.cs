using Carter;
using Provisioner.Api.Contract;
using Provisioner.Api.OpenApi;
using Provisioner.Api.Requests;

namespace Provisioner.Api.Reverse;

internal sealed class ReverseModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/reverse-provisioning", (HttpRequest request, ReverseIntake intake, CancellationToken cancellationToken) => intake.StartAsync(request, cancellationToken))
            .Takes<ReverseProvisioningRequest>("runReverseProvisioning", "Reads a live workflow or table into the catalogue's entity");
        app.MapGet("/v1/reverse-provisioning/{token}/status", (string token, StatusReading status) => status.ReverseProvisioning(token))
            .Describes("getReverseProvisioningStatus", "How a reverse provisioning stands");
    }
}
