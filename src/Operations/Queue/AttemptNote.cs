using System.Collections.Immutable;
using System.Text.Json;

namespace Provisioner.Operations.Queue;

/// <summary>
/// What a start of the service must know of an attempt that a crash ended: enough to tell the lock that it took on its stack from a person's.
/// </summary>
/// <param name="Host">The machine that it ran on.</param>
/// <param name="ProcessId">The process that it ran in.</param>
/// <param name="LocksBefore">Locks that the stack had already; they are somebody else's.</param>
/// <param name="Lock">The id that the lock was to have.</param>
public sealed record AttemptNote(string Host, int ProcessId, DateTimeOffset StartedAt, ImmutableArray<string> LocksBefore, string Lock)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static AttemptNote? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<AttemptNote>(json);
}
