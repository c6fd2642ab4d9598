using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>The converters, one per type, made when first needed.</summary>
internal static class ValueConverters
{
    /// <exception cref="InvalidOperationException">Outputs cannot be of the type.</exception>
    public static ValueConverter<T> For<T>() => Cache<T>.Instance.Value;

    private static ValueConverter<T> Create<T>()
    {
        var type = typeof(T);
        OutputTypes.Check(type.FullName ?? type.Name, type);
        if (type == typeof(int))
            return (ValueConverter<T>)(object)new Int32Converter();
        if (type == typeof(JsonElement))
            return (ValueConverter<T>)(object)new JsonElementConverter();
        if (type.IsEnum)
            return Make(typeof(EnumConverter<>), type);
        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute)))
            return Make(typeof(EnumTypeConverter<>), type);
        if (type.IsConstructedGenericType && Generic(type.GetGenericTypeDefinition()) is { } converter)
            return Make(converter, converter.GetGenericArguments().Length == type.GenericTypeArguments.Length ? type.GenericTypeArguments : [type.GenericTypeArguments[1]]);
        return type.IsDefined(typeof(OutputTypeAttribute)) ? Make(typeof(OutputTypeConverter<>), type) : new SameTypeConverter<T>();

        static ValueConverter<T> Make(Type converter, params Type[] arguments) => (ValueConverter<T>)Activator.CreateInstance(converter.MakeGenericType(arguments))!;
    }

    private static Type? Generic(Type definition)
        => definition == typeof(Nullable<>) ? typeof(NullableConverter<>)
            : definition == typeof(ImmutableArray<>) ? typeof(ArrayConverter<>)
            : definition == typeof(ImmutableDictionary<,>) ? typeof(DictionaryConverter<>)
            : definition == typeof(Union<,>) ? typeof(UnionConverter<,>)
            : definition == typeof(Output<>) ? typeof(OutputConverter<>)
            : null;

    private static class Cache<T>
    {
        // Lazy, and so are the converters' own parts: types may hold themselves.
        public static readonly Lazy<ValueConverter<T>> Instance = new(Create<T>);
    }
}
