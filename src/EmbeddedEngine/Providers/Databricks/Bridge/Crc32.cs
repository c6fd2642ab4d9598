namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>CRC-32 of IEEE 802.3.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index =>
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    })];

    public static uint HashToUInt32(ReadOnlySpan<byte> bytes)
    {
        var value = uint.MaxValue;
        foreach (var item in bytes)
            value = Table[(value ^ item) & 0xFF] ^ (value >> 8);
        return ~value;
    }
}
