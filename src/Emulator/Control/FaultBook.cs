using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Control;

/// <summary>The faults that are ordered, tried in order of arrival; one that is used up is gone.</summary>
internal sealed class FaultBook
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    public void Add(IEnumerable<Fault> faults)
    {
        lock (_lock) _entries.AddRange(faults.Select(f => new Entry(f)));
    }

    public void Clear()
    {
        lock (_lock) _entries.Clear();
    }

    public Fault? Take(string method, string pathAndQuery)
    {
        lock (_lock)
        {
            foreach (var entry in _entries)
            {
                if (!entry.Fault.Meets(method, pathAndQuery)) continue;
                if (++entry.Seen % entry.Fault.Every != 0) continue;
                entry.Used++;
                if (entry.Left <= 0) _entries.Remove(entry);
                return entry.Fault;
            }

            return null;
        }
    }

    public JsonArray View()
    {
        lock (_lock) return [.. _entries.Select(JsonNode? (e) => e.Fault.View(e.Left))];
    }

    private sealed class Entry(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public long Seen { get; set; }

        public long Used { get; set; }

        public long Left => (Fault.Times ?? long.MaxValue) - Used;
    }
}
