using System.Collections.Concurrent;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>
/// Secrets under the stack's key. A secret of a resource that has not changed keeps its ciphertext, so that a state in which nothing
/// changed is the same text, and encrypting costs only what is new.
/// </summary>
internal sealed class EncryptingCodec(PassphraseCrypter crypter) : ISecretCodec
{
    private readonly ConcurrentDictionary<(string Place, string Plaintext), string> _known = new();

    public PassphraseCrypter Crypter => crypter;

    public void WriteSecret(GoJsonWriter writer, string place, string plaintext) =>
        writer.String("ciphertext", _known.GetOrAdd((place, plaintext), static (key, crypter) => crypter.Encrypt(key.Plaintext), crypter));

    public string Decrypt(string place, string ciphertext)
    {
        if (!crypter.TryDecrypt(ciphertext, out var plaintext))
            throw new BackendException($"a secret of {place} cannot be decrypted: it was not written with this stack's passphrase and salt");
        _known.TryAdd((place, plaintext), ciphertext);
        return plaintext;
    }
}
