namespace Provisioner.Descriptors.Yaml;

/// <summary>Which characters may not be in a document, escaped or not.</summary>
internal static class YamlCharacters
{
    /// <summary>A sentence about the first forbidden character, or null.</summary>
    public static string? FirstForbidden(string text)
    {
        var line = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            else if (IsForbidden(c) || IsLoneSurrogate(text, i))
                return $"holds the forbidden character U+{(int)c:X4} (line {line}).";
        }

        return null;
    }

    private static bool IsForbidden(char c) => c switch
    {
        '\t' or '\n' or '\r' or '\u0085' => false,
        < ' ' or (>= '\u007f' and <= '\u009f') => true,
        '\ufffe' or '\uffff' => true,
        _ => false,
    };

    private static bool IsLoneSurrogate(string text, int i) =>
        char.IsHighSurrogate(text[i])
            ? i + 1 >= text.Length || !char.IsLowSurrogate(text[i + 1])
            : char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1]));
}
