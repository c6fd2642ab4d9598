using Microsoft.AspNetCore.Http.HttpResults;
using Provisioner.Api.Contract;
using Provisioner.Api.Requests;

namespace Provisioner.Api.Hosting;

/// <summary>
/// Answers long requests of its own, which are refused and leave nothing behind, before the service says that it is ready. The runtime compiles what is called
/// often a second time, for speed, once start-up has calmed down: without this, whoever sends a large descriptor to a service that has just started waits for it.
/// </summary>
internal sealed class WarmUp(ComponentIntake intake, IServiceProvider services, TimeProvider time) : IHostedService
{
    /// <summary>The first has everything loaded, the next ones are counted and call for the faster code, the last finds it.</summary>
    private const int Rounds = 4;

    /// <summary>Calls are counted once nothing new was compiled for 100 ms (the runtime's TC_CallCountingDelayMs).</summary>
    private static readonly TimeSpan UntilCounted = TimeSpan.FromMilliseconds(120);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var bodies = WarmUpBodies.All();
        for (var round = 0; round < Rounds; round++)
        {
            if (round > 0)
                await Task.Delay(UntilCounted, time, cancellationToken);
            foreach (var body in bodies)
                await AnswerAsync(body, cancellationToken);
        }

        // A processor with a large cache lets the collector wait for as much; what was needed here is not needed again.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AnswerAsync(byte[] body, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Body = new MemoryStream(body);
        context.Response.Body = new MemoryStream();
        var answer = await intake.ProvisionAsync(context.Request, cancellationToken);
        if (answer.Result is not BadRequest<RequestValidationError> refusal)
            throw new InvalidOperationException("A request that warms the service up was taken; it must be refused.");
        await refusal.ExecuteAsync(context);
    }
}
