using System.Buffers;

namespace Provisioner.Descriptors.Yaml;

/// <summary>Which characters may not be in a document, escaped or not.</summary>
internal static class YamlCharacters
{
    /// <summary>Those that never may, and halves of characters, which may in pairs. A text without any, which most are, is passed over many characters at a time.</summary>
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(code => (char)code).Where(c => IsForbidden(c) || char.IsSurrogate(c))]);

    /// <summary>A sentence about the first forbidden character, or null.</summary>
    public static string? FirstForbidden(string text)
    {
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            if (!char.IsSurrogatePair(text, at))
                return $"holds the forbidden character U+{(int)text[at]:X4} (line {text.AsSpan(0, at).Count('\n') + 1}).";
            at += 2;
        }

        return null;
    }

    private static int Next(string text, int from) => text.AsSpan(from).IndexOfAny(Suspects) is var found and >= 0 ? from + found : -1;

    private static bool IsForbidden(char c) => c switch
    {
        '\t' or '\n' or '\r' or '\u0085' => false,
        < ' ' or (>= '\u007f' and <= '\u009f') => true,
        '\ufffe' or '\uffff' => true,
        _ => false,
    };
}
