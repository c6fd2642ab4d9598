using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>The state of a stack with what stands around it in its file.</summary>
internal sealed record StackCheckpoint
{
    public required Deployment Deployment { get; init; }

    /// <summary>The salt of the passphrase provider; null when the state has no secrets provider.</summary>
    public string? Salt { get; init; }

    /// <summary>JSON text of the <c>metadata</c> field.</summary>
    public string Metadata { get; init; } = "{}";

    /// <summary>Null: the stack was made and never written.</summary>
    public DateTimeOffset? WrittenAt { get; init; }
}
