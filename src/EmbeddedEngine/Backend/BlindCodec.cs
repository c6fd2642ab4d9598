namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>Reads a state without its key: every secret is <c>"[secret]"</c>. Nothing can be written with it.</summary>
internal sealed class BlindCodec : ISecretCodec
{
    public static BlindCodec Instance { get; } = new();

    public void WriteSecret(GoJsonWriter writer, string place, string plaintext) =>
        throw new InvalidOperationException("A state that was read without its key cannot be written.");

    public string Decrypt(string place, string ciphertext) => "\"[secret]\"";
}
