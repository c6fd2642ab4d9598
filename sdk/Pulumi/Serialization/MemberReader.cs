using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Reads a member of arguments. With a delegate, for the same reason as <see cref="OutputProperty"/>.</summary>
internal static class MemberReader
{
    public static Func<object, object?> Of(PropertyInfo property)
    {
        // A delegate's result may be a base of the getter's, unless it has to be boxed.
        return property is { PropertyType.IsValueType: false, GetMethod: { } getter, DeclaringType: { IsValueType: false } owner }
            ? ((IReader)Activator.CreateInstance(typeof(Reader<>).MakeGenericType(owner), getter)!).Read
            : property.GetValue;
    }

    private interface IReader
    {
        object? Read(object owner);
    }

    private sealed class Reader<TOwner>(MethodInfo getter) : IReader
        where TOwner : class
    {
        private readonly Func<TOwner, object?> _get = getter.CreateDelegate<Func<TOwner, object?>>();

        public object? Read(object owner) => _get((TOwner)owner);
    }
}
