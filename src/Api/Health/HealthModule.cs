using Carter;
using Microsoft.AspNetCore.Http.HttpResults;
using Provisioner.Api.OpenApi;
using Provisioner.Operations.Store;

namespace Provisioner.Api.Health;

internal sealed class HealthModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live")))
            .Describes("live", "The process runs")
            .AllowAnonymous();
        app.MapGet("/health/ready", (IHostApplicationLifetime lifetime, OperationStore store) => Ready(lifetime, store))
            .Describes("ready", "Requests are taken")
            .AllowAnonymous();
    }

    private static Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>> Ready(IHostApplicationLifetime lifetime, OperationStore store)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested)
            return TypedResults.Json(new HealthAnswer("starting or stopping"), statusCode: StatusCodes.Status503ServiceUnavailable);
        return TypedResults.Ok(new HealthAnswer("ready", store.CountOpen()));
    }
}

/// <param name="OpenOperations">How many operations wait or run.</param>
internal sealed record HealthAnswer(string Status, long? OpenOperations = null);
