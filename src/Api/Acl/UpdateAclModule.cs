using Carter;
using Provisioner.Api.Contract;
using Provisioner.Api.OpenApi;

namespace Provisioner.Api.Acl;

internal sealed class UpdateAclModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/updateacl", (HttpRequest request, AclIntake intake, CancellationToken cancellationToken) => intake.UpdateAsync(request, cancellationToken))
            .Takes<UpdateAclRequest>("updateacl", "Says who may read an output port");
}
