using System.Text.Json.Nodes;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Reconciling;
using Provisioner.Operations.Store;
using Provisioner.ReverseReader.ReverseProvisioning;

namespace Provisioner.Operations.ReverseProvisioning;

/// <summary>Turns what is live into updates of a component's entity in the catalogue. It changes nothing on Databricks.</summary>
public sealed class ReverseHandler(ReverseProvisioner provisioner) : IOperationHandler
{
    public OperationKind Kind => OperationKind.ReverseProvision;

    public async Task<OperationEnding> RunAsync(OperationRow operation, OperationLog log, CancellationToken cancellationToken)
    {
        var request = StoredReverseRequest.FromJson(operation.Request);
        log.Info("read", $"Reading {request.InWords()}, to take it over into the catalogue (template '{request.UseCaseTemplateId}', environment '{request.Environment}'). Nothing is changed on Databricks.");
        try
        {
            var reading = await provisioner.ReadAsync(request, cancellationToken);
            if (!reading.Succeeded)
                return OperationEnding.Failed(string.Join(' ', reading.Problems));
            log.Info("finish", $"{reading.Value.Count} fields of the catalogue's entity get what is live: {string.Join(", ", reading.Value.Select(update => update.Key))}.");
            return OperationEnding.Completed("updates", new JsonObject { ["updates"] = reading.Value });
        }
        catch (Exception failure) when (LiveReading.IsExpected(failure))
        {
            return OperationEnding.Failed(LiveReading.Describe(failure));
        }
    }
}
