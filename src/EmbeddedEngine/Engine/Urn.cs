namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Unique names of resources: <c>urn:pulumi:&lt;stack&gt;::&lt;project&gt;::&lt;parent types$type&gt;::&lt;name&gt;</c>.</summary>
internal static class Urn
{
    public const string RootStackType = "pulumi:pulumi:Stack";

    private const string ProviderTypePrefix = "pulumi:providers:";

    /// <param name="parent">The parent's URN; empty, or the stack's, for a resource whose type stands alone.</param>
    public static string Create(string stack, string project, string parent, string type, string name)
    {
        var parentType = parent.Length == 0 ? "" : QualifiedType(parent);
        return CreateQualified(stack, project, parentType is "" or RootStackType ? type : $"{parentType}${type}", name);
    }

    public static string CreateQualified(string stack, string project, string qualifiedType, string name) =>
        $"urn:pulumi:{stack}::{project}::{qualifiedType}::{name}";

    public static string QualifiedType(string urn) => Part(urn, 2);

    public static string Type(string urn)
    {
        var type = QualifiedType(urn);
        return type[(type.LastIndexOf('$') + 1)..];
    }

    /// <summary>The last part; a name may itself contain <c>::</c>.</summary>
    public static string Name(string urn) => Part(urn, 3);

    public static bool IsRootStack(string urn) => string.Equals(QualifiedType(urn), RootStackType, StringComparison.Ordinal);

    public static bool IsProviderType(string type) => type.StartsWith(ProviderTypePrefix, StringComparison.Ordinal);

    public static string ProviderType(string package) => ProviderTypePrefix + package;

    /// <summary>The package that a provider type is for.</summary>
    public static string ProviderPackage(string type) => type[ProviderTypePrefix.Length..];

    /// <summary>The package of a resource type: what stands before its first colon.</summary>
    public static string Package(string type) => IsProviderType(type) ? ProviderPackage(type) : type.Split(':', 2)[0];

    /// <summary>Whether the URN is that of a provider which no program declared.</summary>
    public static bool IsDefaultProvider(string urn) =>
        IsProviderType(Type(urn)) && (Name(urn) == "default" || Name(urn).StartsWith("default_", StringComparison.Ordinal));

    private static string Part(string urn, int index)
    {
        var parts = urn.Split("::", 4);
        return index < parts.Length ? parts[index] : "";
    }
}
