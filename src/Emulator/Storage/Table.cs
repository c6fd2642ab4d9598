using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Storage;

/// <summary>
/// Stored objects of one kind in order of creation. It notices whether a write really changes something: that is what the call log reports.
/// Used only under the world's lock.
/// </summary>
internal sealed class Table(ChangeCounter changes)
{
    private readonly OrderedDictionary<string, JsonObject> _rows = new(StringComparer.Ordinal);

    public int Count => _rows.Count;

    public IEnumerable<JsonObject> All => _rows.Values;

    public IEnumerable<KeyValuePair<string, JsonObject>> Rows => _rows;

    /// <summary>The stored object itself: to read or to copy, never to change.</summary>
    public JsonObject? Find(string id) => _rows.GetValueOrDefault(id);

    public bool Has(string id) => _rows.ContainsKey(id);

    /// <summary>Stores an object; false when the same content is there already.</summary>
    public bool Put(string id, JsonObject row)
    {
        if (_rows.TryGetValue(id, out var old) && JsonNode.DeepEquals(old, row)) return false;
        _rows[id] = row;
        changes.Note();
        return true;
    }

    /// <summary>Stores a changed copy; <paramref name="stamp"/> (times, authors) is applied only when something else changed.</summary>
    public bool Change(string id, Action<JsonObject> change, Action<JsonObject>? stamp = null)
    {
        var copy = (JsonObject)_rows[id].DeepClone();
        change(copy);
        if (JsonNode.DeepEquals(_rows[id], copy)) return false;
        stamp?.Invoke(copy);
        _rows[id] = copy;
        changes.Note();
        return true;
    }

    public bool Remove(string id)
    {
        if (!_rows.Remove(id)) return false;
        changes.Note();
        return true;
    }
}
