using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

internal sealed class ArrayConverter<T> : ValueConverter<ImmutableArray<T>>
{
    private readonly Lazy<ValueConverter<T>> _item = new(ValueConverters.For<T>);

    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref ImmutableArray<T> value)
    {
        if (raw is not ImmutableArray<object?> items)
            return Misfit("a list", raw, path);
        var converted = ImmutableArray.CreateBuilder<T>(items.Length);
        foreach (var item in items)
            converted.Add(_item.Value.Convert(item, path, warn));
        value = converted.MoveToImmutable();
        return null;
    }
}

internal sealed class DictionaryConverter<T> : ValueConverter<ImmutableDictionary<string, T>>
{
    private readonly Lazy<ValueConverter<T>> _item = new(ValueConverters.For<T>);

    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref ImmutableDictionary<string, T> value)
    {
        if (raw is not ImmutableDictionary<string, object?> entries)
            return Misfit("a map", raw, path);
        value = raw as ImmutableDictionary<string, T> ?? entries.ToImmutableDictionary(entry => entry.Key, entry => _item.Value.Convert(entry.Value, path, warn));
        return null;
    }
}

/// <summary>Classes that objects become: each parameter of the constructor takes the field of its name.</summary>
internal sealed class OutputTypeConverter<T> : ValueConverter<T>
{
    // The runtime compiles an invoker when it is used the second time, which pays only for types that are made often.
    private const int OftenEnough = 200;

    private readonly ConstructorInfo _constructor;
    private readonly ConstructorInvoker _compiled;
    private readonly ImmutableArray<Parameter> _parameters;
    private int _made;

    public OutputTypeConverter()
    {
        _constructor = OutputTypes.FindConstructor(typeof(T))!;
        _compiled = ConstructorInvoker.Create(_constructor);
        _parameters =
        [
            .. _constructor.GetParameters().Select(parameter => (Parameter)Activator.CreateInstance(
                typeof(Parameter<>).MakeGenericType(typeof(T), parameter.ParameterType),
                parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!)!),
        ];
    }

    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref T value)
    {
        if (raw is not ImmutableDictionary<string, object?> fields)
            return Misfit("an object", raw, path);
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = _parameters[i].Convert(fields, path, warn);
        var invoker = Interlocked.Increment(ref _made) > OftenEnough ? _compiled : ConstructorInvoker.Create(_constructor);
        value = (T)invoker.Invoke(arguments.AsSpan());
        return null;
    }

    private abstract class Parameter
    {
        public abstract object? Convert(ImmutableDictionary<string, object?> fields, string path, Action<string> warn);
    }

    private sealed class Parameter<TParameter>(string name) : Parameter
    {
        private readonly Lazy<ValueConverter<TParameter>> _converter = new(ValueConverters.For<TParameter>);

        public override object? Convert(ImmutableDictionary<string, object?> fields, string path, Action<string> warn)
            => _converter.Value.Convert(fields.GetValueOrDefault(name), $"{path}.{name}", warn);
    }
}
