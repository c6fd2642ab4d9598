using System.Collections.Immutable;
using System.Reflection;
using Semver;

namespace Pulumi.Serialization;

/// <summary>The classes of resources by type, for references that the engine sends.</summary>
internal static class ResourceTypes
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<Assembly> Known = [];
    private static readonly Dictionary<string, List<(SemVersion? Version, Type Class)>> Classes = new(StringComparer.Ordinal);

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
        return Candidates(type)
            .Where(candidate => wanted is null || candidate.Version is null || (candidate.Version.Major == wanted.Major && candidate.Version.ComparePrecedenceTo(wanted) >= 0))
            .OrderByDescending(candidate => candidate.Version ?? new SemVersion(0), SemVersion.PrecedenceComparer)
            .Select(candidate => candidate.Class)
            .FirstOrDefault();
    }

    private static ImmutableArray<(SemVersion? Version, Type Class)> Candidates(string type)
    {
        lock (Gate)
        {
            Discover();
            return [.. Classes.GetValueOrDefault(type, [])];
        }
    }

    // Only loaded assemblies: a class that the program uses is loaded with it. Others may be loaded later.
    private static void Discover()
    {
        var sdk = typeof(Resource).Assembly.GetName().Name;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && Known.Add(assembly)))
        {
            if (!Array.Exists(assembly.GetReferencedAssemblies(), reference => reference.Name == sdk))
                continue;
            foreach (var type in assembly.GetTypes().Where(type => typeof(Resource).IsAssignableFrom(type)))
            {
                if (type.GetCustomAttribute<ResourceTypeAttribute>() is not { } attribute)
                    continue;
                if (!Classes.TryGetValue(attribute.Type, out var classes))
                    Classes[attribute.Type] = classes = [];
                classes.Add((SemVersion.TryParse(attribute.Version ?? "", SemVersionStyles.Any, out var version) ? version : null, type));
            }
        }
    }
}
