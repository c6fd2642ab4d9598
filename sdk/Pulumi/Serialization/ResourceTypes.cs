using System.Collections.Immutable;
using System.Reflection;
using Semver;

namespace Pulumi.Serialization;

/// <summary>The classes of resources by type, for references that the engine sends.</summary>
internal static class ResourceTypes
{
    private static readonly Lazy<ImmutableDictionary<string, ImmutableArray<(SemVersion? Version, Type Class)>>> Classes = new(Discover);

    /// <summary>A resource of its own class, whose outputs are read from the engine; or only its URN where there is no such class.</summary>
    public static Resource Construct(string urn, string version)
    {
        if (Find(Urn.TypeOf(urn), version) is not { } found)
            return new DependencyResource(urn);
        ResourceOptions options = typeof(CustomResource).IsAssignableFrom(found) ? new CustomResourceOptions { Urn = urn } : new ComponentResourceOptions { Urn = urn };
        var constructor = Array.Find(
            found.GetConstructors(),
            candidate => candidate.GetParameters() is [{ ParameterType: var name }, _, { ParameterType: var third }] && name == typeof(string) && third.IsInstanceOfType(options));
        return constructor is null ? new DependencyResource(urn) : (Resource)constructor.Invoke([Urn.NameOf(urn), null, options]);
    }

    // A class serves references of its own major version that are not newer than it; the newest one does.
    private static Type? Find(string type, string version)
    {
        var wanted = SemVersion.TryParse(version, SemVersionStyles.Any, out var parsed) ? parsed : null;
        return Classes.Value.GetValueOrDefault(type, [])
            .Where(candidate => wanted is null || candidate.Version is null || (candidate.Version.Major == wanted.Major && candidate.Version.ComparePrecedenceTo(wanted) >= 0))
            .OrderByDescending(candidate => candidate.Version ?? new SemVersion(0), SemVersion.PrecedenceComparer)
            .Select(candidate => candidate.Class)
            .FirstOrDefault();
    }

    // Only loaded assemblies: a class that the program uses is loaded with it.
    private static ImmutableDictionary<string, ImmutableArray<(SemVersion? Version, Type Class)>> Discover()
    {
        var sdk = typeof(Resource).Assembly.GetName().Name;
        var found =
            from assembly in AppDomain.CurrentDomain.GetAssemblies()
            where !assembly.IsDynamic && Array.Exists(assembly.GetReferencedAssemblies(), reference => reference.Name == sdk)
            from type in assembly.GetTypes()
            where typeof(Resource).IsAssignableFrom(type)
            let attribute = type.GetCustomAttribute<ResourceTypeAttribute>()
            where attribute is not null
            group (SemVersion.TryParse(attribute.Version ?? "", SemVersionStyles.Any, out var version) ? version : null, type) by attribute.Type;
        return found.ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray());
    }
}
