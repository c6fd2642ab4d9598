using System.Security.Cryptography;
using System.Text;

namespace Provisioner.Descriptors.Names;

/// <summary>The name of the stack that holds one component's state in one environment.</summary>
public static class StackName
{
    /// <summary>What Pulumi's backends allow.</summary>
    public const int MaxLength = 100;

    private const int SuffixLength = 9;

    /// <summary><c>&lt;domain&gt;.&lt;dp&gt;.&lt;major&gt;.&lt;component&gt;.&lt;environment&gt;</c>, each part normalised. Where that loses something, or the name
    /// is too long, it ends in a hyphen and 8 hex digits of the SHA-256 of id and environment, so that two components never share a stack.</summary>
    public static string Of(ComponentId id, string environment)
    {
        string[] parts = [id.Domain, id.DataProduct, id.MajorVersion, id.Component, environment];
        var normalised = parts.Select(NameRules.Normalise).ToArray();
        var name = string.Join('.', normalised);
        // A made-up suffix must not be mistaken for a real one: "x-0123abcd" might be the suffixed name of another component.
        if (parts.SequenceEqual(normalised) && name.Length <= MaxLength && !EndsLikeASuffix(name))
            return name;
        var head = name[..Math.Min(name.Length, MaxLength - SuffixLength)];
        return $"{head}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}\n{environment}")))[..8]}";
    }

    private static bool EndsLikeASuffix(string name) =>
        name.Length > SuffixLength && name[^SuffixLength] == '-' && name.AsSpan(name.Length - 8).IndexOfAnyExcept("0123456789abcdef") < 0;
}
