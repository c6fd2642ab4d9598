using CsCheck;
using Pulumi.Automation.Commands;

namespace Provisioner.Sdk.Tests.Automation.Commands;

public sealed class LineBufferTests
{
    [Fact]
    public void Write_InWhateverPieces_GivesTheSameLinesAndText()
        => Gen.Select(Gen.String[Gen.Char["ab\r\n"], 0, 40], Gen.Int[1, 7].Array[40]).Sample((text, sizes) =>
        {
            var lines = new List<string>();
            using var buffer = new LineBuffer(lines.Add);
            for (int at = 0, piece = 0; at < text.Length; piece++)
            {
                var size = Math.Min(sizes[piece], text.Length - at);
                buffer.Write(text.Substring(at, size));
                at += size;
            }

            Assert.Equal(text, buffer.Finish());
            var expected = text.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
            Assert.Equal(text.EndsWith('\n') || text.Length == 0 ? expected[..^1] : expected, lines);
        });
}
