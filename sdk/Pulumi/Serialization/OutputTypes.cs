using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>The types that outputs may have.</summary>
internal static class OutputTypes
{
    private static readonly ConcurrentDictionary<Type, bool> Checked = new();

    private static readonly ImmutableHashSet<Type> Plain =
    [
        typeof(bool), typeof(int), typeof(double), typeof(string), typeof(object), typeof(Asset), typeof(Archive), typeof(AssetOrArchive), typeof(JsonElement),
    ];

    /// <exception cref="InvalidOperationException">Values of the type cannot be received; the message has the path to what is wrong in it.</exception>
    public static void Check(string path, Type type)
    {
        if (Checked.ContainsKey(type))
            return;
        CheckNew(path, type);
        Checked[type] = true;
    }

    /// <summary>Checks the types of values that are given by name, or of what they are outputs of.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be sent.</exception>
    public static void CheckValues(string path, IEnumerable<object?> values)
    {
        foreach (var value in values)
        {
            if (value?.GetType() is not { } type)
                continue;
            var isWrapped = type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Output<>) || type.GetGenericTypeDefinition() == typeof(Input<>));
            Check(path, isWrapped ? type.GenericTypeArguments[0] : type);
        }
    }

    /// <summary>The constructor that makes an output type: the marked one, or the only public one.</summary>
    public static ConstructorInfo? FindConstructor(Type type)
    {
        var constructors = type.GetConstructors(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance);
        return Array.Find(constructors, constructor => constructor.IsDefined(typeof(OutputConstructorAttribute)))
            ?? (constructors.Where(constructor => constructor.IsPublic).ToArray() is [var single] ? single : null);
    }

    private static void CheckNew(string path, Type type)
    {
        if (Plain.Contains(type) || typeof(Resource).IsAssignableFrom(type) || (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int)))
            return;
        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute)))
        {
            if (EnumTypes.FindConstructor(type) is null)
            {
                throw new InvalidOperationException(
                    $"{type.FullName} had [{nameof(EnumTypeAttribute)}], but not both a constructor with a single String or Double parameter and an explicit conversion back to it.");
            }

            return;
        }

        if (type.IsConstructedGenericType)
        {
            CheckGeneric(path, type);
            return;
        }

        if (!type.IsDefined(typeof(OutputTypeAttribute)))
        {
            throw new InvalidOperationException(
                $"{path} contains invalid type {type.FullName}. Allowed types are: String, Boolean, Int32, Double, Nullable<...>, ImmutableArray<...>, "
                + $"ImmutableDictionary<string, ...> or a class explicitly marked with the [{nameof(OutputTypeAttribute)}].");
        }

        // Its parameters are checked when there is a value for them: a job's type alone has hundreds of others in it.
        if (FindConstructor(type) is null)
        {
            throw new InvalidOperationException(
                $"{type.FullName} had [{nameof(OutputTypeAttribute)}], but did not contain constructor marked with [{nameof(OutputConstructorAttribute)}].");
        }
    }

    private static void CheckGeneric(string path, Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (definition == typeof(ImmutableDictionary<,>))
        {
            if (arguments[0] != typeof(string))
                throw new InvalidOperationException($"{path} contains invalid type {type.FullName}: The only allowed ImmutableDictionary 'TKey' type is 'String'.");
            Check(path, arguments[1]);
        }
        else if (definition == typeof(Nullable<>) || definition == typeof(ImmutableArray<>) || definition == typeof(Union<,>) || definition == typeof(Output<>))
        {
            foreach (var argument in arguments)
                Check(path, argument);
        }
        else
        {
            throw new InvalidOperationException(
                $"{path} contains invalid type {type.FullName}: The only generic types allowed are ImmutableArray<...> and ImmutableDictionary<string, ...>");
        }
    }
}
