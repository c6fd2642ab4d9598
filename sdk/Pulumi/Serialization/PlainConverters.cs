using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Strings, booleans, doubles, objects, assets, resources: what is read is what is wanted, or it does not fit.</summary>
internal sealed class SameTypeConverter<T> : ValueConverter<T>
{
    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref T value)
    {
        if (raw is not T same)
            return Misfit(typeof(T).FullName!, raw, path);
        value = same;
        return null;
    }
}

internal sealed class Int32Converter : ValueConverter<int>
{
    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref int value)
    {
        if (raw is not double number)
            return Misfit(typeof(double).FullName!, raw, path);
        value = (int)number;
        return null;
    }
}

internal sealed class JsonElementConverter : ValueConverter<JsonElement>
{
    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref JsonElement value)
    {
        try
        {
            value = JsonValues.ToElement(raw);
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return $"{exception.Message} ({path})";
        }
    }
}

internal sealed class EnumConverter<T> : ValueConverter<T>
    where T : struct, Enum
{
    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref T value)
    {
        if (raw is not double number)
            return Misfit(typeof(double).FullName!, raw, path);
        value = (T)Enum.ToObject(typeof(T), (int)number);
        return null;
    }
}

internal sealed class EnumTypeConverter<T> : ValueConverter<T>
    where T : struct
{
    private readonly ConstructorInfo _constructor = EnumTypes.FindConstructor(typeof(T))!;

    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref T value)
    {
        var expected = _constructor.GetParameters()[0].ParameterType;
        if (raw.GetType() != expected)
            return Misfit(expected.FullName!, raw, path);
        value = (T)_constructor.Invoke([raw]);
        return null;
    }
}

internal sealed class NullableConverter<T> : ValueConverter<T?>
    where T : struct
{
    private readonly ValueConverter<T> _inner = ValueConverters.For<T>();

    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref T? value)
    {
        if (_inner.TryConvert(raw, path, warn, out var inner) is { } error)
            return error;
        value = inner;
        return null;
    }
}

internal sealed class OutputConverter<T> : ValueConverter<Output<T>>
{
    private readonly Lazy<ValueConverter<T>> _inner = new(ValueConverters.For<T>);

    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref Output<T> value)
    {
        if (_inner.Value.TryConvert(raw, path, warn, out var inner) is { } error)
            return error;
        value = Output.Create(inner);
        return null;
    }
}

internal sealed class UnionConverter<T0, T1> : ValueConverter<Union<T0, T1>>
{
    private readonly Lazy<ValueConverter<T0>> _first = new(ValueConverters.For<T0>);
    private readonly Lazy<ValueConverter<T1>> _second = new(ValueConverters.For<T1>);

    protected override string? TryConvertPresent(object raw, string path, Action<string> warn, ref Union<T0, T1> value)
    {
        if (_first.Value.TryConvert(raw, $"{path}.AsT0", warn, out var first) is null)
            value = Union<T0, T1>.FromT0(first);
        else if (_second.Value.TryConvert(raw, $"{path}.AsT1", warn, out var second) is null)
            value = Union<T0, T1>.FromT1(second);
        else
            return Misfit($"{typeof(T0).FullName} or {typeof(T1).FullName}", raw, path);
        return null;
    }
}
