using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map of inputs by name. Each value keeps whether it is known and secret.</summary>
#pragma warning disable CA1010, CA1710 // The shape is the official SDK's: enumerable only so that collection initialisers work.
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
#pragma warning restore CA1010, CA1710
{
    private Output<ImmutableDictionary<string, Input<TValue>>> _entries;
    private Output<ImmutableDictionary<string, TValue>>? _values;

    public InputMap()
        : this(Pulumi.Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> entries) => _entries = entries;

    internal override Output<ImmutableDictionary<string, TValue>> Output
        => _values ??= _entries.Apply(entries => entries is null
            ? Pulumi.Output.Create(default(ImmutableDictionary<string, TValue>)!)
            : Pulumi.Output.All(entries.Select(entry => entry.Value.Apply(value => KeyValuePair.Create(entry.Key, value))))
                .Apply(pairs => pairs.ToImmutableDictionary()));

    private protected override IOutput Serialized => _entries;

    /// <summary>Adds the value under the name.</summary>
    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => new(Pulumi.Output.Create(ToInputs(values)));

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => new(Pulumi.Output.Create(ToInputs(values)));

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => new(values.Apply(entries => ToInputs(entries)));

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) => new(values.Apply(entries => ToInputs(entries)));

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values.Apply(entries => ToInputs(entries)));

    /// <summary>The entries of both; where both have a name, the second's value.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
        => new(Pulumi.Output.Tuple(first._entries, second._entries).Apply(both => both.Item1.SetItems(both.Item2)));

    /// <summary>Adds the value under the name. A second, different value under one name makes the whole map fail.</summary>
    public void Add(string key, Input<TValue> value)
        => Change(_entries.Apply(entries => entries.TryGetValue(key, out var existing)
            ? entries.SetItem(key, SameOrFail(key, existing, value))
            : entries.Add(key, value)));

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values)
        => Change(Pulumi.Output.Tuple(_entries, values._entries).Apply(both =>
        {
            var entries = both.Item1.ToBuilder();
            foreach (var (key, value) in both.Item2)
                entries[key] = entries.TryGetValue(key, out var existing) ? SameOrFail(key, existing, value) : value;
            return entries.ToImmutable();
        }));

#pragma warning disable MA0061 // The signature is the official SDK's.
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
#pragma warning restore MA0061
    {
        var entries = await _entries.GetValueAsync(whenUnknown: ImmutableDictionary<string, Input<TValue>>.Empty).ConfigureAwait(false);
        foreach (var (key, value) in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return value.Apply(known => KeyValuePair.Create(key, known));
        }
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException($"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    private static ImmutableDictionary<string, Input<TValue>> ToInputs(IEnumerable<KeyValuePair<string, TValue>>? values)
        => values is null ? null! : values.ToImmutableDictionary(entry => entry.Key, entry => (Input<TValue>)entry.Value);

    private static Output<TValue> SameOrFail(string key, Input<TValue> existing, Input<TValue> value)
        => Pulumi.Output.Tuple(existing, value).Apply(both => EqualityComparer<TValue>.Default.Equals(both.Item1, both.Item2)
            ? both.Item1
            : throw new ArgumentException($"Key '{key}' already exists in the map with a different value.", nameof(key)));

    private void Change(Output<ImmutableDictionary<string, Input<TValue>>> entries)
    {
        _entries = entries;
        _values = null;
    }
}
