using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Arguments: the members with an <see cref="InputAttribute"/> are sent under their names.</summary>
public abstract class InputArgs
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<ArgumentMember>> Members = new();

    private protected InputArgs()
    {
    }

    /// <summary>The arguments by name, not yet serialised.</summary>
    /// <exception cref="ArgumentNullException">A required argument has no value.</exception>
    internal virtual ImmutableDictionary<string, object?> ToDictionary()
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var member in Members.GetOrAdd(GetType(), FindMembers))
        {
            var value = member.Read(this);
            if (value is null && member.Input.IsRequired)
                throw new ArgumentNullException(member.Name, $"[Input] {GetType().FullName}.{member.Name} is required but was not given a value");
            values.Add(member.Input.Name, member.Input.Json ? JsonArgument.From($"{GetType().FullName}.{member.Name}", value) : value);
        }

        return values.ToImmutable();
    }

    private static ImmutableArray<ArgumentMember> FindMembers(Type type)
    {
        const BindingFlags members = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;
        var fields = type.GetFields(members).Select(field => (field.GetCustomAttribute<InputAttribute>(), field.Name, (Func<object, object?>)field.GetValue));
        var properties = type.GetProperties(members).Select(property => (property.GetCustomAttribute<InputAttribute>(), property.Name, MemberReader.Of(property)));
        return
        [
            .. from member in fields.Concat(properties)
               where member.Item1 is not null
               select new ArgumentMember(member.Item1, member.Name, member.Item3),
        ];
    }

    private sealed record ArgumentMember(InputAttribute Input, string Name, Func<object, object?> Read);
}
