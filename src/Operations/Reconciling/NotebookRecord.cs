using System.Text.Json.Nodes;
using Provisioner.Descriptors.Components;
using Provisioner.Facts.Components;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Reporting;
using Provisioner.ReverseReader.Components;
using Provisioner.ReverseReader.Identities;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Programs;
using Provisioner.Stacks.Settings;

namespace Provisioner.Operations.Reconciling;

/// <summary>
/// Keeps the recorded hashes of a pipeline's notebooks those of the deployment: what was read before it made or moved the repo is stale, and
/// recorded it would make the next deployment refuse what this one brought.
/// </summary>
public sealed class NotebookRecord(FactReader reader, StackSettings settings)
{
    /// <returns><paramref name="result"/>, or that of the run that corrected the record.</returns>
    public async Task<EngineResult> KeepAsync(Component component, EngineResult result, bool changed, EngineStack stack, IdentityMemory memory, OperationLog log, CancellationToken cancellationToken)
    {
        if (component is not PipelineComponent pipeline || !changed || !result.Succeeded)
            return result;
        var contents = await stack.ReadAsync(cancellationToken);
        var facts = await reader.ReadAsync(pipeline, contents.Own, memory: memory, cancellationToken: cancellationToken);
        if (!facts.Succeeded || facts.Value is not PipelineFacts now || IsRecorded(result.Outputs[OutputNames.NotebookHashes], now.NotebookHashes))
            return result;
        var program = StackPrograms.Create(pipeline, now, settings);
        if (!program.Succeeded)
            return result;
        log.Info("finish", "Recording what the notebooks of the pipeline hold after the deployment, to notice changes by hand.");
        return await stack.UpAsync(program.Program.Run, targets: null, refresh: false, new EngineReport(log, "finish", now.OwnState, EngineReport.NotAskedFor), cancellationToken);
    }

    private static bool IsRecorded(JsonNode? recorded, IReadOnlyDictionary<string, string> now) =>
        recorded is JsonObject hashes
            ? hashes.Count == now.Count && now.All(hash => hashes[hash.Key] is JsonValue value && value.ToString() == hash.Value)
            : now.Count == 0;
}
