namespace Pulumi.Serialization;

/// <summary>Turns what <see cref="PropertyDeserializer"/> read into one type of output.</summary>
internal abstract class ValueConverter<T>
{
    /// <summary>The value; where a part does not fit, the rest, with a warning. Nothing becomes the type's default.</summary>
    public T Convert(object? raw, string path, Action<string> warn)
    {
        if (TryConvert(raw, path, warn, out var value) is { } error)
            warn(error);
        return value;
    }

    /// <summary>Null, or why the value as a whole does not fit.</summary>
    public string? TryConvert(object? raw, string path, Action<string> warn, out T value)
    {
        value = default!;
        return raw is null ? null : TryConvertPresent(raw, path, warn, ref value);
    }

    protected abstract string? TryConvertPresent(object raw, string path, Action<string> warn, ref T value);

    protected static string Misfit(string expected, object raw, string path) => $"Expected {expected} but got {raw.GetType().FullName} deserializing {path}";
}
