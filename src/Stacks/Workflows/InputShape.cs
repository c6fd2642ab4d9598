using System.Collections.Concurrent;
using System.Reflection;
using Pulumi;

namespace Provisioner.Stacks.Workflows;

/// <summary>What an argument of the SDK takes, read from the SDK's own classes: they name every property and type that the provider knows.</summary>
internal abstract record InputShape
{
    private static readonly ConcurrentDictionary<Type, ObjectShape> Objects = new();

    /// <summary>The shape of a class of arguments.</summary>
    public static ObjectShape Of(Type args) => Objects.GetOrAdd(args, type => new ObjectShape(type));

    /// <summary>The shape of a value of a property's declared type.</summary>
    internal static InputShape OfMember(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value.IsGenericType)
        {
            var definition = value.GetGenericTypeDefinition();
            var argument = value.GetGenericArguments()[0];
            if (definition == typeof(InputList<>))
                return new ListShape(OfMember(argument));
            if (definition == typeof(InputMap<>))
                return new MapShape(OfMember(argument));
            if (definition == typeof(Input<>))
                return OfMember(argument);
        }

        if (typeof(ResourceArgs).IsAssignableFrom(value))
            return Of(value);
        return value switch
        {
            _ when value == typeof(string) => new ScalarShape(ScalarType.Text),
            _ when value == typeof(bool) => new ScalarShape(ScalarType.Boolean),
            _ when value == typeof(int) => new ScalarShape(ScalarType.Integer),
            _ when value == typeof(double) => new ScalarShape(ScalarType.Number),
            _ => new ScalarShape(ScalarType.Any),
        };
    }
}

internal enum ScalarType
{
    Text,
    Boolean,
    Integer,
    Number,
    Any,
}

internal sealed record ScalarShape(ScalarType Type) : InputShape;

internal sealed record ListShape(InputShape Item) : InputShape;

internal sealed record MapShape(InputShape Value) : InputShape;

/// <summary>An object with the fields that its class declares. The fields are read when first asked for: tasks hold tasks.</summary>
internal sealed record ObjectShape(Type Args) : InputShape
{
    private readonly Lazy<IReadOnlyDictionary<string, InputShape>> _fields = new(() => Read(Args));

    public IReadOnlyDictionary<string, InputShape> Fields => _fields.Value;

    public bool Equals(ObjectShape? other) => other is not null && Args == other.Args;

    public override int GetHashCode() => Args.GetHashCode();

    private static Dictionary<string, InputShape> Read(Type args)
    {
        var fields = new Dictionary<string, InputShape>(StringComparer.Ordinal);
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        // Lists and maps carry the attribute on the private field behind the property, the rest on the property itself.
        foreach (var member in args.GetFields(all).Cast<MemberInfo>().Concat(args.GetProperties(all)))
        {
            var attribute = member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType == typeof(InputAttribute));
            if (attribute?.ConstructorArguments[0].Value is string name)
                fields[name] = InputShape.OfMember(member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType);
        }

        return fields;
    }
}
