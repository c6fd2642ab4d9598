using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Gives the properties with an <see cref="OutputAttribute"/> of new resources their outputs.</summary>
internal static class OutputProperties
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<OutputProperty>> ByType = new();
    private static readonly MethodInfo Create = typeof(OutputProperties).GetMethod(nameof(CreateProperty), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The outputs to fill, by name.</summary>
    /// <param name="fromEngine">The engine knows the outputs of components too; otherwise the component's class sets them itself.</param>
    /// <exception cref="RunException">A property is not an output.</exception>
    public static ImmutableDictionary<string, OutputCompletion> Initialize(Resource resource, bool fromEngine)
    {
        var completions = ImmutableDictionary.CreateBuilder<string, OutputCompletion>();
        foreach (var property in ByType.GetOrAdd(resource.GetType(), Find))
        {
            if (resource is ComponentResource && !fromEngine && !property.IsResourceOwn)
                continue;
            completions.Add(property.Name, property.Initialize(resource));
        }

        return completions.ToImmutable();
    }

    private static ImmutableArray<OutputProperty> Find(Type type)
        =>
        [
            .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               let attribute = property.GetCustomAttribute<OutputAttribute>()
               where attribute is not null
               select ToOutputProperty(type, property, attribute.Name ?? property.Name),
        ];

    private static OutputProperty ToOutputProperty(Type type, PropertyInfo property, string name)
    {
        if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
            throw RunException.OutputsHaveIncorrectType([name]);

        // A private setter is only seen on the class that has it.
        var setter = property.DeclaringType!.GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)?.GetSetMethod(nonPublic: true)
            ?? throw new InvalidOperationException($"[Output] {type.FullName}.{property.Name} did not have a 'set' method");
        var valueType = property.PropertyType.GenericTypeArguments[0];
        OutputTypes.Check($"[Output] {type.FullName}.{property.Name}", valueType);
        return (OutputProperty)Create.MakeGenericMethod(property.DeclaringType, valueType)
            .Invoke(null, [name, property.DeclaringType == typeof(Resource), setter])!;
    }

    private static OutputProperty CreateProperty<TOwner, T>(string name, bool isResourceOwn, MethodInfo setter)
        where TOwner : Resource
        => new OutputProperty<TOwner, T>(setter) { Name = name, IsResourceOwn = isResourceOwn };
}
