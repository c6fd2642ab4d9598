using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Provisioner.Stacks.Workspaces;

/// <summary>Names of role assignments. Azure wants a guid; a version 5 one (RFC 9562) of what is assigned makes a second assignment of the same an upsert.</summary>
internal static class RoleAssignmentName
{
    // The namespace for URLs that RFC 9562 gives.
    private static readonly Guid UrlNamespace = new("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    public static string Of(string scope, string principalObjectId, string role) =>
        VersionFive(UrlNamespace, $"{scope}|{principalObjectId}|{role}".ToLowerInvariant()).ToString();

    internal static Guid VersionFive(Guid space, string name)
    {
        byte[] input = [.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
        var hash = SHA1.HashData(input).AsSpan(0, 16);
        var versioned = (ushort)((BinaryPrimitives.ReadUInt16BigEndian(hash[6..]) & 0x0fff) | 0x5000);
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], versioned);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
