using System.Collections.Concurrent;
using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine.Steps;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// Resources that are deleted because something that they depended on is replaced, delete first. The program may declare one of them while that deletion is
/// still under way: it is made anew only when the old one is gone, and not at all when it could not be deleted.
/// </summary>
internal sealed class Condemned(RunControl control)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _ends = new(StringComparer.Ordinal);

    public void Add(string urn) => _ends[urn] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A chain is over, whatever became of its steps.</summary>
    public void End(ImmutableArray<Step> chain)
    {
        foreach (var step in chain.Where(step => step is DeleteStep))
        {
            _ends.GetValueOrDefault(step.Urn)?.TrySetResult();
        }
    }

    /// <returns>False when the resource is still there.</returns>
    public async Task<bool> IsGoneAsync(ResourceEntry old)
    {
        if (!old.State.PendingReplacement && _ends.TryGetValue(old.Urn, out var end))
        {
            await Task.WhenAny(end.Task, control.Stopped).ConfigureAwait(false);
        }

        return old.State.PendingReplacement;
    }
}
