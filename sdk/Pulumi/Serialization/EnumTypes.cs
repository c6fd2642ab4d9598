using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The structs with an <see cref="EnumTypeAttribute"/>: a string or number inside, reached by an explicit conversion.</summary>
internal static class EnumTypes
{
    private static readonly ConcurrentDictionary<Type, MethodInfo?> Conversions = new();

    public static object? Unwrap(object value)
        => (FindConversion(value.GetType())
            ?? throw new InvalidOperationException($"Expected {value.GetType().FullName} to have an explicit conversion operator to String or Double."))
            .Invoke(null, [value]);

    /// <summary>The constructor from string or double, if the struct has one and converts back to the same.</summary>
    public static ConstructorInfo? FindConstructor(Type type)
        => FindConversion(type) is { } conversion
            ? type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, [conversion.ReturnType])
            : null;

    private static MethodInfo? FindConversion(Type type)
        => Conversions.GetOrAdd(type, static type => type
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(method => method.Name == "op_Explicit" && (method.ReturnType == typeof(string) || method.ReturnType == typeof(double))));
}
