using System.Text;

namespace Provisioner.Descriptors.Names;

/// <summary>The names that things get when the descriptor gives none. A name is empty when nothing is left of one of its parts: then none can be made.</summary>
public static class NameRules
{
    /// <summary>What reverse provisioning writes in place of a name; it means the default one, as an empty name does.</summary>
    public const string Ignored = "IGNORED";

    public static bool IsLeftOut(string? name) => string.IsNullOrWhiteSpace(name) || name == Ignored;

    /// <summary>Lower case; what is no letter, digit, hyphen or underscore of ASCII is left out. May be empty.</summary>
    public static string Normalise(string part)
    {
        var kept = new StringBuilder(part.Length);
        foreach (var c in part)
        {
            var lower = char.ToLowerInvariant(c);
            if (lower is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_')
                kept.Append(lower);
        }

        return kept.ToString();
    }

    /// <summary><c>&lt;domain&gt;_&lt;dp&gt;_&lt;major&gt;</c>: workspace and catalog.</summary>
    public static string DataProductName(ComponentId id) => Join(id.Domain, id.DataProduct, id.MajorVersion);

    /// <summary><c>&lt;domain&gt;_&lt;dp&gt;_&lt;major&gt;_&lt;component&gt;_&lt;environment&gt;</c>: job, workflow and pipeline.</summary>
    public static string ObjectName(ComponentId id, string environment) => Join(id.Domain, id.DataProduct, id.MajorVersion, id.Component, environment);

    /// <summary><c>&lt;component&gt;</c>: schema.</summary>
    public static string SchemaName(ComponentId id) => Normalise(id.Component);

    /// <summary><c>/&lt;dp&gt;_&lt;major&gt;/&lt;component&gt;/&lt;repository&gt;</c>.</summary>
    public static string RepoPath(ComponentId id, string repositoryName)
    {
        string[] parts = [Join(id.DataProduct, id.MajorVersion), Normalise(id.Component), Normalise(repositoryName)];
        return parts.Any(part => part.Length == 0) ? string.Empty : "/" + string.Join('/', parts);
    }

    private static string Join(params string[] parts)
    {
        var normalised = parts.Select(Normalise).ToList();
        return normalised.Any(part => part.Length == 0) ? string.Empty : string.Join('_', normalised);
    }
}
