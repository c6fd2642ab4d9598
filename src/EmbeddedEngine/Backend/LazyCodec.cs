namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>Reads secrets; the key is derived when the first one is met. Nothing can be written with it.</summary>
internal sealed class LazyCodec(Func<PassphraseCrypter> open) : ISecretCodec, IDisposable
{
    private PassphraseCrypter? _crypter;

    public void WriteSecret(GoJsonWriter writer, string place, string plaintext) =>
        throw new InvalidOperationException("A state that was read for showing it cannot be written.");

    public string Decrypt(string place, string ciphertext) => (_crypter ??= open()).TryDecrypt(ciphertext, out var plaintext)
        ? plaintext
        : throw new BackendException($"a secret of {place} cannot be decrypted: it was not written with this stack's passphrase and salt");

    public void Dispose() => _crypter?.Dispose();
}
