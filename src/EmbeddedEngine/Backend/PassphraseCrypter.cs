using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>
/// The CLI's passphrase encryption: AES-256-GCM under a key of 1,000,000 rounds of PBKDF2 (SHA-256). The salt's text is
/// <c>v1:salt:v1:nonce:ciphertext</c>, where the ciphertext tells whether the passphrase is right.
/// </summary>
public sealed class PassphraseCrypter : IDisposable
{
    private const int Rounds = 1_000_000;
    private const int KeySize = 32;
    private const int SaltSize = 8;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const string Witness = "pulumi";

    // Deriving a key takes some hundred milliseconds and is the same for every operation on a stack. The digest of the passphrase
    // is the name here: no passphrase is kept.
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Keys = new(StringComparer.Ordinal);

    // New stacks of one process share a salt: the same passphrase under the same random salt is one key, derived once.
    private static readonly ConcurrentDictionary<string, byte[]> NewSalts = new(StringComparer.Ordinal);

    private readonly AesGcm _cipher;

    private PassphraseCrypter(string salt, byte[] key)
    {
        Salt = salt;
        _cipher = new AesGcm(key, TagSize);
    }

    /// <summary>The text that stands as <c>encryptionsalt</c> in configuration and as <c>salt</c> in state.</summary>
    public string Salt { get; }

    public static PassphraseCrypter Create(string passphrase)
    {
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(passphrase)));
        var salt = NewSalts.GetOrAdd(digest, _ => RandomNumberGenerator.GetBytes(SaltSize));
        using var first = new PassphraseCrypter("", DeriveKey(passphrase, salt));
        return new PassphraseCrypter($"v1:{Convert.ToBase64String(salt)}:{first.Encrypt(Witness)}", DeriveKey(passphrase, salt));
    }

    /// <exception cref="BackendException">Wrong passphrase, or a salt that is none.</exception>
    public static PassphraseCrypter Open(string passphrase, string salt)
    {
        var parts = salt.Split(':', 3);
        if (parts.Length != 3)
            throw new BackendException("malformed state value");
        if (parts[0] != "v1")
            throw new BackendException("unknown state version");
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(parts[1]);
        }
        catch (FormatException)
        {
            throw new BackendException("malformed state value");
        }
        var crypter = new PassphraseCrypter(salt, DeriveKey(passphrase, bytes));
        if (crypter.TryDecrypt(parts[2], out var witness) && witness == Witness)
            return crypter;
        crypter.Dispose();
        throw new BackendException("incorrect passphrase");
    }

    public string Encrypt(string plaintext)
    {
        var text = Encoding.UTF8.GetBytes(plaintext);
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var sealedText = new byte[text.Length + TagSize];
        lock (_cipher)
            _cipher.Encrypt(nonce, text, sealedText.AsSpan(0, text.Length), sealedText.AsSpan(text.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedText)}";
    }

    public bool TryDecrypt(string ciphertext, out string plaintext)
    {
        plaintext = "";
        var parts = ciphertext.Split(':');
        if (parts is not ["v1", var nonceText, var sealedText])
            return false;
        var nonce = new byte[NonceSize];
        if (!Convert.TryFromBase64String(nonceText, nonce, out var nonceLength) || nonceLength != NonceSize)
            return false;
        try
        {
            var bytes = Convert.FromBase64String(sealedText);
            if (bytes.Length < TagSize)
                return false;
            var text = new byte[bytes.Length - TagSize];
            lock (_cipher)
                _cipher.Decrypt(nonce, bytes.AsSpan(0, text.Length), bytes.AsSpan(text.Length), text);
            plaintext = Encoding.UTF8.GetString(text);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }

    public void Dispose() => _cipher.Dispose();

    private static byte[] DeriveKey(string passphrase, byte[] salt)
    {
        var phrase = Encoding.UTF8.GetBytes(passphrase);
        var name = Convert.ToHexString(salt) + Convert.ToHexString(SHA256.HashData([.. salt, .. phrase]));
        return Keys.GetOrAdd(name, _ => new Lazy<byte[]>(() => Rfc2898DeriveBytes.Pbkdf2(phrase, salt, Rounds, HashAlgorithmName.SHA256, KeySize))).Value;
    }
}
