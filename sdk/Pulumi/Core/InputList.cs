using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list of inputs. Each element keeps whether it is known and secret.</summary>
#pragma warning disable CA1010, CA1710 // The shape is the official SDK's: enumerable only so that collection initialisers work.
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
#pragma warning restore CA1010, CA1710
{
    private Output<ImmutableArray<Input<T>>> _items;
    private Output<ImmutableArray<T>>? _values;

    public InputList()
        : this(Pulumi.Output.Create(ImmutableArray<Input<T>>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<Input<T>>> items) => _items = items;

    internal override Output<ImmutableArray<T>> Output
        => _values ??= _items.Apply(items => items.IsDefault ? Pulumi.Output.Create(default(ImmutableArray<T>)) : Pulumi.Output.All(items));

    private protected override IOutput Serialized => _items;

    public static implicit operator InputList<T>(T value) => Of([value]);

    public static implicit operator InputList<T>(Output<T> value) => Of([value]);

    public static implicit operator InputList<T>(Input<T> value) => Of([value]);

    public static implicit operator InputList<T>(T[] values) => Of([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(Output<T>[] values) => Of([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(Input<T>[] values) => Of([.. values]);

    public static implicit operator InputList<T>(List<T> values) => Of([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(List<Output<T>> values) => Of([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(List<Input<T>> values) => Of([.. values]);

    public static implicit operator InputList<T>(ImmutableArray<T> values) => Of(ToInputs(values));

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values)
        => Of(values.IsDefault ? default : [.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(values);

    public static implicit operator InputList<T>(Output<T[]> values) => new(values.Apply(array => ToInputs([.. array])));

    public static implicit operator InputList<T>(Output<List<T>> values) => new(values.Apply(list => ToInputs([.. list])));

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => new(values.Apply(items => ToInputs([.. items])));

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values.Apply(ToInputs));

    public void Add(params Input<T>[] inputs) => Append(Of([.. inputs]));

    public void Add(InputList<T> inputs) => Append(inputs);

    public void AddRange(InputList<T> inputs) => Append(inputs);

    /// <summary>A new list of the elements of both; neither changes.</summary>
    public InputList<T> Concat(InputList<T> other)
    {
        var joined = Clone();
        joined.Append(other);
        return joined;
    }

#pragma warning disable MA0061 // The signature is the official SDK's.
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
#pragma warning restore MA0061
    {
        var items = await _items.GetValueAsync(whenUnknown: []).ConfigureAwait(false);
        foreach (var item in items.IsDefault ? [] : items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException($"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    internal InputList<T> Clone() => new(_items);

    private static InputList<T> Of(ImmutableArray<Input<T>> items) => new(Pulumi.Output.Create(items));

    private static ImmutableArray<Input<T>> ToInputs(ImmutableArray<T> values)
        => values.IsDefault ? default : [.. values.Select(value => (Input<T>)value)];

    private void Append(InputList<T> more)
    {
        _items = Pulumi.Output.Tuple(_items, more._items).Apply(both => (both.Item1.IsDefault, both.Item2.IsDefault) switch
        {
            (true, _) => both.Item2,
            (_, true) => both.Item1,
            _ => both.Item1.AddRange(both.Item2),
        });
        _values = null;
    }
}
