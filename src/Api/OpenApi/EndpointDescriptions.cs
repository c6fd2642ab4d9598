using Provisioner.Api.Contract;

namespace Provisioner.Api.OpenApi;

/// <summary>What the OpenAPI document cannot see in a handler's signature.</summary>
internal static class EndpointDescriptions
{
    /// <summary>Bodies are read by hand, to name every problem; the document still tells their shape. (Routing's own <c>Accepts</c> would answer 415
    /// where the interface wants 400, or nothing wrong at all.)</summary>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder route, string name, string summary) =>
        route.Describes(name, summary).WithMetadata(new RequestBodyShape(typeof(TBody)));

    public static RouteHandlerBuilder Describes(this RouteHandlerBuilder route, string name, string summary) =>
        route.WithName(name).WithSummary(summary).Produces<SystemError>(StatusCodes.Status500InternalServerError);
}
