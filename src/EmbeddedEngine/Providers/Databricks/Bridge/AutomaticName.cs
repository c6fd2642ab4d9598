using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>
/// Automatic names: <c>name-</c> and seven hexadecimal digits drawn from the engine's random seed, so that preview and update of one
/// operation agree. The digits are those of the real engine: the ChaCha8 generator of Go's standard library under the SHA-256 of the seed; each
/// digit is one of its 64-bit numbers, modulo 16.
/// </summary>
internal static class AutomaticName
{
    private const int Digits = 7;
    private const int LongestName = 255;
    private const int Rounds = 8;
    private const int Lanes = 4;
    private const string Alphabet = "0123456789abcdef";

    public static string Create(string name, ImmutableArray<byte> seed)
    {
        var prefix = name + "-";
        if (prefix.Length + Digits > LongestName)
            throw new ProviderException($"name '{prefix}' plus {Digits} random chars is longer than maximum length {LongestName}");
        if (seed.IsDefaultOrEmpty)
            return prefix + RandomNumberGenerator.GetHexString(Digits, lowercase: true);
        var key = SHA256.HashData(seed.AsSpan());
        var words = Words(key);
        return string.Create(prefix.Length + Digits, (prefix, words), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            // Little-endian: the low digit of a 64-bit number is in its first word.
            for (var index = 0; index < Digits; index++)
                text[state.prefix.Length + index] = Alphabet[(int)(state.words[2 * index] % 16)];
        });
    }

    /// <summary>The first words of the stream: four blocks side by side, word by word; only the key is added at the end.</summary>
    private static uint[] Words(ReadOnlySpan<byte> key)
    {
        var words = new uint[16 * Lanes];
        Span<uint> state = stackalloc uint[16];
        for (var lane = 0; lane < Lanes; lane++)
        {
            state.Clear();
            state[0] = 0x61707865;
            state[1] = 0x3320646e;
            state[2] = 0x79622d32;
            state[3] = 0x6b206574;
            for (var index = 0; index < 8; index++)
                state[4 + index] = BinaryPrimitives.ReadUInt32LittleEndian(key[(4 * index)..]);
            state[12] = (uint)lane;
            for (var round = 0; round < Rounds; round += 2)
                DoubleRound(state);
            for (var index = 0; index < 16; index++)
                words[(Lanes * index) + lane] = state[index] + (index is >= 4 and < 12 ? BinaryPrimitives.ReadUInt32LittleEndian(key[(4 * (index - 4))..]) : 0);
        }

        return words;
    }

    private static void DoubleRound(Span<uint> state)
    {
        Quarter(state, 0, 4, 8, 12);
        Quarter(state, 1, 5, 9, 13);
        Quarter(state, 2, 6, 10, 14);
        Quarter(state, 3, 7, 11, 15);
        Quarter(state, 0, 5, 10, 15);
        Quarter(state, 1, 6, 11, 12);
        Quarter(state, 2, 7, 8, 13);
        Quarter(state, 3, 4, 9, 14);
    }

    private static void Quarter(Span<uint> state, int a, int b, int c, int d)
    {
        state[a] += state[b];
        state[d] = BitOperations.RotateLeft(state[d] ^ state[a], 16);
        state[c] += state[d];
        state[b] = BitOperations.RotateLeft(state[b] ^ state[c], 12);
        state[a] += state[b];
        state[d] = BitOperations.RotateLeft(state[d] ^ state[a], 8);
        state[c] += state[d];
        state[b] = BitOperations.RotateLeft(state[b] ^ state[c], 7);
    }
}
