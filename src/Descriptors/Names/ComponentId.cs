using System.Diagnostics.CodeAnalysis;

namespace Provisioner.Descriptors.Names;

/// <summary>The identity of a component: <c>urn:dmb:cmp:&lt;domain&gt;:&lt;data product&gt;:&lt;major version&gt;:&lt;component&gt;</c>.</summary>
public sealed record ComponentId
{
    private const string Prefix = "urn:dmb:cmp:";

    private ComponentId(string domain, string dataProduct, string majorVersion, string component) =>
        (Domain, DataProduct, MajorVersion, Component) = (domain, dataProduct, majorVersion, component);

    public string Domain { get; }

    public string DataProduct { get; }

    /// <summary>Digits only.</summary>
    public string MajorVersion { get; }

    public string Component { get; }

    /// <summary>Reads an id; every part must be there, the version must be a whole number, and nothing may be longer than 255 characters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ComponentId? id)
    {
        id = null;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length > 1000)
            return false;
        var parts = text[Prefix.Length..].Split(':');
        if (parts.Length != 4 || !parts.All(IsPart) || parts[2].Length > 10 || !parts[2].All(char.IsAsciiDigit))
            return false;
        id = new ComponentId(parts[0], parts[1], parts[2], parts[3]);
        return true;
    }

    public override string ToString() => $"{Prefix}{Domain}:{DataProduct}:{MajorVersion}:{Component}";

    private static bool IsPart(string part) => part.Length is > 0 and <= 255 && !string.IsNullOrWhiteSpace(part) && !part.Any(char.IsControl);
}
