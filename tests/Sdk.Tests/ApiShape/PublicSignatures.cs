using System.Reflection;

namespace Provisioner.Sdk.Tests.ApiShape;

/// <summary>
/// The public members of an assembly, one a line, in the form <c>Namespace.Type.Member(Type, Type) -> Type</c>: without parameter names, defaults,
/// nullability and modifiers.
/// </summary>
internal static class PublicSignatures
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(object)] = "object",
    };

    public static SortedSet<string> Of(Assembly assembly)
    {
        var signatures = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in assembly.GetExportedTypes())
        {
            signatures.Add(Name(type));
            foreach (var member in type.GetMembers(Declared).Where(member => IsVisible(member) && !IsImplied(type, member)))
            {
                signatures.Add(Signature(type, member));
            }
        }
        return signatures;
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => IsVisible(method),
        PropertyInfo property => (property.GetMethod is { } getter && IsVisible(getter)) || (property.SetMethod is { } setter && IsVisible(setter)),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>What the compiler writes by itself, and overrides, which every class of the base has.</summary>
    private static bool IsImplied(Type type, MemberInfo member) => member.Name.Contains('<', StringComparison.Ordinal) || member switch
    {
        MethodInfo method when method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal) => true,
        MethodInfo method => method.GetBaseDefinition().DeclaringType != type,
        PropertyInfo property => (property.GetMethod ?? property.SetMethod)!.GetBaseDefinition().DeclaringType != type,
        FieldInfo field => type.IsEnum && field.Name == "value__",
        _ => false,
    };

    private static string Signature(Type type, MemberInfo member) => Name(type) + "." + member switch
    {
        ConstructorInfo constructor => PlainName(type) + Parameters(constructor) + " -> void",
        MethodInfo method => method.Name + Arguments(method.GetGenericArguments()) + Parameters(method) + " -> " + Name(method.ReturnType),
        PropertyInfo property => property.Name + (property.GetIndexParameters() is [var index] ? "[" + Name(index.ParameterType) + "]" : "") + " -> " + Name(property.PropertyType),
        FieldInfo field => field.Name + " -> " + Name(field.FieldType),
        _ => throw new InvalidOperationException(member.ToString()),
    };

    private static string Parameters(MethodBase method) => "(" + string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType))) + ")";

    private static string PlainName(Type type) => type.Name.Split('`')[0];

    private static string Arguments(Type[] arguments) => arguments.Length == 0 ? "" : "<" + string.Join(", ", arguments.Select(Name)) + ">";

    private static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }
        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }
        if (type.IsGenericParameter)
        {
            return type.Name;
        }
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }
        if (type.IsGenericType && type.FullName is null or { Length: > 0 } && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
        {
            return "(" + string.Join(", ", type.GetGenericArguments().Select(Name)) + ")";
        }
        var outer = type.DeclaringType is { } declaring ? Name(declaring) + "." : type.Namespace + ".";
        return outer + PlainName(type) + Arguments(type.GetGenericArguments());
    }
}
