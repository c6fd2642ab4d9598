using System.Security.Cryptography;
using System.Text;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>The CLI release whose behaviour and file formats this engine follows: SDKs compare it with what they need.</summary>
internal static class EngineVersion
{
    public const string Text = "v3.260.0";

    /// <summary>The digest of the version that a manifest carries beside it.</summary>
    public static string Magic { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
