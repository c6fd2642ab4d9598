using System.Text.Json.Nodes;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;

namespace Provisioner.Operations.Engine;

/// <summary>One stack, opened for one operation. What the engine could not do is an <see cref="EngineFailure"/>, not an exception.</summary>
public sealed class EngineStack(string name, LocalWorkspace workspace, int parallel, Action removeFolder) : IDisposable
{
    private WorkspaceStack? _stack;

    /// <summary>Empty when there is no such stack.</summary>
    public async Task<StackContents> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stack = _stack ??= await WorkspaceStack.SelectAsync(name, workspace, cancellationToken);
            var exported = await stack.ExportStackAsync(cancellationToken);
            return exported.Json.TryGetProperty("deployment", out var deployment) ? StackContents.Read(deployment) : StackContents.Empty;
        }
        catch (StackNotFoundException)
        {
            return StackContents.Empty;
        }
    }

    /// <summary>Is there a stack, be it empty?</summary>
    public bool Exists => _stack is not null;

    /// <summary>Was the engine asked to bring something about? It may have changed something then.</summary>
    public bool HasWorked { get; private set; }

    /// <param name="targets">URNs; null: everything.</param>
    public Task<EngineResult> UpAsync(
        Func<IDictionary<string, object?>> program, IReadOnlyList<string>? targets, bool refresh, IEngineEvents events, CancellationToken cancellationToken) =>
        RunAsync(events, async stack =>
        {
            var options = new UpOptions
            {
                Program = PulumiFn.Create(program), Refresh = refresh ? true : null, Target = targets?.ToList(), OnEvent = events.Receive, Parallel = parallel, ShowSecrets = false,
            };
            HasWorked = true;
            var result = await stack.UpAsync(options, cancellationToken);
            var outputs = new JsonObject();
            foreach (var (key, output) in result.Outputs)
            {
                if (!output.IsSecret)
                    outputs[key] = System.Text.Json.JsonSerializer.SerializeToNode(output.Value);
            }

            return outputs;
        }, cancellationToken);

    public Task<EngineResult> RefreshAsync(IReadOnlyList<string> targets, IEngineEvents events, CancellationToken cancellationToken) =>
        RunAsync(events, async stack =>
        {
            await stack.RefreshAsync(new RefreshOptions { Target = [.. targets], OnEvent = events.Receive, Parallel = parallel, ShowSecrets = false }, cancellationToken);
            return [];
        }, cancellationToken);

    /// <summary>Tells what a refresh would find, and changes nothing. The stack must exist.</summary>
    public Task<EngineResult> PreviewRefreshAsync(IEngineEvents events, CancellationToken cancellationToken) =>
        RunAsync(events, async stack =>
        {
            await stack.RefreshAsync(new RefreshOptions { PreviewOnly = true, OnEvent = events.Receive, Parallel = parallel, ShowSecrets = false }, cancellationToken);
            return [];
        }, cancellationToken);

    /// <param name="targets">URNs, all of them in the state; null: everything, after a refresh.</param>
    public Task<EngineResult> DestroyAsync(IReadOnlyList<string>? targets, IEngineEvents events, CancellationToken cancellationToken) =>
        RunAsync(events, async stack =>
        {
            HasWorked = true;
            await stack.DestroyAsync(new DestroyOptions { Target = targets?.ToList(), Refresh = targets is null ? true : null, OnEvent = events.Receive, Parallel = parallel, ShowSecrets = false }, cancellationToken);
            return [];
        }, cancellationToken);

    /// <summary>Takes the note of creations that an earlier operation left open out of the state: the live system has been looked at since.</summary>
    public Task ClearInterruptedAsync(CancellationToken cancellationToken) => EditAsync(deployment => deployment.Remove("pending_operations"), cancellationToken);

    /// <summary>From now on another warehouse runs a view's statements. The live view knows nothing of warehouses, so this is the state's business alone.</summary>
    public Task UseWarehouseAsync(string view, string warehouseId, CancellationToken cancellationToken) =>
        EditAsync(view, values => values["warehouseId"] = warehouseId, cancellationToken);

    /// <summary>From now on the state names no tag that a repo is at. Nobody reads it from the live repo, which stays where it is.</summary>
    public Task ForgetTagAsync(string repo, CancellationToken cancellationToken) => EditAsync(repo, values => values.Remove("tag"), cancellationToken);

    /// <summary>Takes a resource that nothing else in the stack needs out of the state; the live object stays.</summary>
    public Task ForgetAsync(string urn, CancellationToken cancellationToken) =>
        EditAsync(deployment => Resources(deployment).FirstOrDefault(one => (string?)one["urn"] == urn) is { } resource && ((JsonArray)deployment["resources"]!).Remove(resource), cancellationToken);

    /// <summary>Removes the stack, which must hold nothing, with its history.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await workspace.RemoveStackAsync(name, cancellationToken);
        _stack = null;
        removeFolder();
    }

    /// <summary>Removes the stack with whatever its state says: what it describes is known to be gone, and nothing can be asked.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await EmptyAsync(cancellationToken);
        await RemoveAsync(cancellationToken);
    }

    /// <summary>As <see cref="ForgetAsync(CancellationToken)"/>, but the stack, now empty, stays.</summary>
    public Task EmptyAsync(CancellationToken cancellationToken) =>
        workspace.ImportStackAsync(name, StackDeployment.FromJsonString("""{"version":3,"deployment":{}}"""), cancellationToken);

    public void Dispose() => workspace.Dispose();

    private static IEnumerable<JsonObject> Resources(JsonObject deployment) => (deployment["resources"] as JsonArray ?? []).OfType<JsonObject>();

    /// <param name="edit">Gets the inputs of the resource, and its outputs.</param>
    private Task EditAsync(string urn, Action<JsonObject> edit, CancellationToken cancellationToken) =>
        EditAsync(deployment =>
        {
            var resource = Resources(deployment).Single(one => (string?)one["urn"] == urn);
            foreach (var values in new[] { resource["inputs"], resource["outputs"] }.OfType<JsonObject>())
                edit(values);
            return true;
        }, cancellationToken);

    /// <param name="edit">False: nothing was changed.</param>
    private async Task EditAsync(Func<JsonObject, bool> edit, CancellationToken cancellationToken)
    {
        var state = JsonNode.Parse((await workspace.ExportStackAsync(name, cancellationToken)).Json.GetRawText())!;
        if (state["deployment"] is JsonObject deployment && edit(deployment))
            await workspace.ImportStackAsync(name, StackDeployment.FromJsonString(state.ToJsonString()), cancellationToken);
    }

    private async Task<EngineResult> RunAsync(IEngineEvents events, Func<WorkspaceStack, Task<JsonObject>> run, CancellationToken cancellationToken)
    {
        try
        {
            _stack ??= await WorkspaceStack.CreateOrSelectAsync(name, workspace, cancellationToken);
            return EngineResult.Done(await run(_stack));
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // However the engine and the program put it: the operation was stopped, and goes on at the next start.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (ConcurrentUpdateException)
        {
            return EngineResult.Failed(new EngineFailure(
                EngineFailureKind.Locked,
                $"The stack {name} is locked: somebody works on it with the pulumi command line. Provision again when they are done; if nobody is, 'pulumi cancel --stack {name}' removes the lock."));
        }
        catch (CommandException failure)
        {
            return EngineResult.Failed(events.Failure() ?? EngineFailure.OfOutput(failure.Message));
        }
        catch (Exception) when (events.Failure() is not null)
        {
            // When a resource fails the engine shuts its monitor, and the program's other calls fail with that: the events know why.
            return EngineResult.Failed(events.Failure()!);
        }
    }
}
