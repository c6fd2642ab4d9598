using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>
/// Automatic names: <c>name-</c> and seven hexadecimal digits drawn from the engine's random seed, so that preview and update of one
/// operation agree. The digits are those of the real engine: a ChaCha stream of 12 rounds under the SHA-256 of the seed, of which the first
/// 32 bytes are skipped; each digit is a little-endian 64-bit number of it, modulo 16.
/// </summary>
internal static class AutomaticName
{
    private const int Digits = 7;
    private const int LongestName = 255;
    private const int Rounds = 12;
    private const string Alphabet = "0123456789abcdef";

    public static string Create(string name, ImmutableArray<byte> seed)
    {
        var prefix = name + "-";
        if (prefix.Length + Digits > LongestName)
            throw new ProviderException($"name '{prefix}' plus {Digits} random chars is longer than maximum length {LongestName}");
        if (seed.IsDefaultOrEmpty)
            return prefix + RandomNumberGenerator.GetHexString(Digits, lowercase: true);
        var key = SHA256.HashData(seed.AsSpan());
        var stream = new byte[128];
        Block(key, 0, stream.AsSpan(0, 64));
        Block(key, 1, stream.AsSpan(64, 64));
        return string.Create(prefix.Length + Digits, (prefix, stream), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            for (var index = 0; index < Digits; index++)
                text[state.prefix.Length + index] = Alphabet[(int)(BinaryPrimitives.ReadUInt64LittleEndian(state.stream.AsSpan(32 + (8 * index))) % 16)];
        });
    }

    private static void Block(ReadOnlySpan<byte> key, uint counter, Span<byte> output)
    {
        Span<uint> start = stackalloc uint[16];
        start[0] = 0x61707865;
        start[1] = 0x3320646e;
        start[2] = 0x79622d32;
        start[3] = 0x6b206574;
        for (var index = 0; index < 8; index++)
            start[4 + index] = BinaryPrimitives.ReadUInt32LittleEndian(key[(4 * index)..]);
        start[12] = counter;
        Span<uint> state = stackalloc uint[16];
        start.CopyTo(state);
        for (var round = 0; round < Rounds; round += 2)
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

        for (var index = 0; index < 16; index++)
            BinaryPrimitives.WriteUInt32LittleEndian(output[(4 * index)..], state[index] + start[index]);
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
