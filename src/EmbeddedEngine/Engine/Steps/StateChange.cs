using System.Collections.Immutable;

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>What a finished step does to the list of resources.</summary>
/// <param name="Removed">Entries that are no longer in the state.</param>
/// <param name="Added">Entries that stand behind all others now.</param>
/// <param name="MustWrite">False when nothing that matters differs: the checkpoint can wait.</param>
internal sealed record StateChange(ImmutableArray<ResourceEntry> Removed, ImmutableArray<ResourceEntry> Added, bool MustWrite)
{
    public static StateChange None { get; } = new([], [], false);
}
