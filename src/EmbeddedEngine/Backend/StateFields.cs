using System.Collections.Immutable;
using System.Text.Json;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>The fields of a JSON object of a state file, with messages that say where a wrong one stands.</summary>
internal readonly struct StateFields
{
    private readonly JsonElement _json;
    private readonly string _place;

    public StateFields(JsonElement json, string place)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new BackendException($"{place}: expected an object, found {PropertyJson.Kind(json)}");
        _json = json;
        _place = place;
    }

    /// <summary>False for null as well: the format makes no difference.</summary>
    public bool TryGet(string name, out JsonElement value) => _json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name) => TryGet(name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name, "a string", value)
        : "";

    public bool Flag(string name) => TryGet(name, out var value)
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, "a boolean", value));

    public long Integer(string name) => TryGet(name, out var value)
        ? value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw Wrong(name, "a whole number", value)
        : 0;

    public JsonElement.ArrayEnumerator Items(string name) => TryGet(name, out var value)
        ? value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Wrong(name, "an array", value)
        : default;

    public StateFields Object(string name) => TryGet(name, out var value)
        ? new StateFields(value, $"{_place}.{name}")
        : throw new BackendException($"{_place}: '{name}' is missing");

    public ImmutableArray<string> Texts(string name) => TryGet(name, out var value) ? Texts(name, value) : [];

    public ImmutableSortedDictionary<string, ImmutableArray<string>> TextsByName(string name)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        if (!TryGet(name, out var value))
            return result.ToImmutable();
        if (value.ValueKind != JsonValueKind.Object)
            throw Wrong(name, "an object", value);
        foreach (var item in value.EnumerateObject())
            result[item.Name] = item.Value.ValueKind == JsonValueKind.Null ? [] : Texts(name, item.Value);
        return result.ToImmutable();
    }

    public DateTimeOffset? Time(string name)
    {
        var text = Text(name);
        if (text.Length == 0)
            return null;
        return GoTime.TryParse(text, out var time) ? time : throw new BackendException($"{_place}: '{name}' is not a time: '{text}'");
    }

    public CustomTimeouts? Timeouts(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        var fields = new StateFields(value, $"{_place}.{name}");
        return new CustomTimeouts(fields.Number("create"), fields.Number("update"), fields.Number("delete"));
    }

    private double Number(string name) => TryGet(name, out var value)
        ? value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Wrong(name, "a number", value)
        : 0;

    private ImmutableArray<string> Texts(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw Wrong(name, "an array", value);
        var result = ImmutableArray.CreateBuilder<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
            result.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, "an array of strings", item));
        return result.MoveToImmutable();
    }

    private BackendException Wrong(string name, string expected, JsonElement found) =>
        new($"{_place}: '{name}' must be {expected}, found {PropertyJson.Kind(found)}");
}
