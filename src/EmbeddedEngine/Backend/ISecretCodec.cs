namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>How the secrets of a state file become text and back. What is a secret is JSON text here.</summary>
internal interface ISecretCodec
{
    /// <summary>Writes the members after the signature: <c>ciphertext</c> or <c>plaintext</c>.</summary>
    /// <param name="place">The resource and the part of it that holds the secret.</param>
    void WriteSecret(GoJsonWriter writer, string place, string plaintext);

    /// <returns>The JSON text.</returns>
    /// <exception cref="BackendException">It cannot be decrypted.</exception>
    string Decrypt(string place, string ciphertext);
}
