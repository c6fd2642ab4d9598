using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Control;

/// <summary>One call that was answered. <paramref name="Changes"/>: it changed stored state.</summary>
internal sealed record CallRecord(string Host, string Method, string Path, string Query, int Status, bool Changes);

/// <summary>The calls since the start or the last reset, in the order in which they took effect. Only the newest are kept.</summary>
internal sealed class CallLog
{
    private const int Kept = 200_000;

    private readonly Lock _lock = new();
    private readonly Queue<(long Sequence, CallRecord Call)> _calls = new();
    private long _last;

    public void Add(CallRecord call)
    {
        lock (_lock)
        {
            _calls.Enqueue((++_last, call));
            if (_calls.Count > Kept) _calls.Dequeue();
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
            _last = 0;
        }
    }

    public JsonArray After(long sequence)
    {
        lock (_lock)
        {
            return
            [
                .. _calls.Where(c => c.Sequence > sequence).Select(JsonNode? (c) => new JsonObject
                {
                    ["sequence"] = c.Sequence, ["host"] = c.Call.Host, ["method"] = c.Call.Method, ["path"] = c.Call.Path, ["query"] = c.Call.Query,
                    ["status"] = c.Call.Status, ["changes"] = c.Call.Changes,
                }),
            ];
        }
    }
}
