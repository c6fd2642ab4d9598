namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>Writes secrets in the clear (<c>stack export --show-secrets</c>); reads as the codec behind it does.</summary>
internal sealed class PlaintextCodec(ISecretCodec inner) : ISecretCodec
{
    public void WriteSecret(GoJsonWriter writer, string place, string plaintext) => writer.String("plaintext", plaintext);

    public string Decrypt(string place, string ciphertext) => inner.Decrypt(place, ciphertext);
}
