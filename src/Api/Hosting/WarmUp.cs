using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Provisioner.Api.Contract;
using Provisioner.Api.Requests;

namespace Provisioner.Api.Hosting;

/// <summary>
/// Answers a large request of its own, which is refused and leaves nothing behind, before the service says that it is ready. The runtime compiles what is called
/// often a second time, for speed, once start-up has calmed down: without this, whoever sends a large descriptor to a service that has just started waits for it.
/// </summary>
internal sealed class WarmUp(ComponentIntake intake, IServiceProvider services, TimeProvider time) : IHostedService
{
    /// <summary>The first has everything loaded, the next ones are counted and call for the faster code, the last finds it.</summary>
    private const int Rounds = 5;

    private const int Columns = 1500;

    /// <summary>Calls are counted once nothing new was compiled for 100 ms (the runtime's TC_CallCountingDelayMs).</summary>
    private static readonly TimeSpan UntilCounted = TimeSpan.FromMilliseconds(120);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var body = Body();
        for (var round = 0; round < Rounds; round++)
        {
            if (round > 0)
                await Task.Delay(UntilCounted, time, cancellationToken);
            await AnswerAsync(body, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AnswerAsync(byte[] body, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Body = new MemoryStream(body);
        context.Response.Body = new MemoryStream();
        var answer = await intake.ProvisionAsync(context.Request, cancellationToken);
        if (answer.Result is not BadRequest<RequestValidationError> refusal)
            throw new InvalidOperationException("The request that warms the service up was taken; it must be refused.");
        await refusal.ExecuteAsync(context);
    }

    /// <summary>An output port with a contract of many columns and an owner who is nobody.</summary>
    private static byte[] Body()
    {
        var text = new StringBuilder("""
            componentIdToProvision: urn:dmb:cmp:warm:up:1:port
            dataProduct:
              environment: development
              dataProductOwner: nobody
              components:
                - id: urn:dmb:cmp:warm:up:1:port
                  kind: outputport
                  useCaseTemplateId: urn:dmb:utm:databricks-outputport-template:1.0.0
                  dataContract:
                    schema:

            """);
        for (var i = 0; i < Columns; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"          - {{ name: column_{i}, dataType: STRING, description: \"Column {i}\" }}\n");
        return JsonSerializer.SerializeToUtf8Bytes(new { descriptorKind = "COMPONENT_DESCRIPTOR", descriptor = text.ToString() });
    }
}
