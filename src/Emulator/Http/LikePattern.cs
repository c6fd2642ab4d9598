using System.Text;
using System.Text.RegularExpressions;

namespace Provisioner.Emulator.Http;

/// <summary>SQL's LIKE: <c>%</c> any text, <c>_</c> one character, a backslash makes the next one plain.</summary>
internal static class LikePattern
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    public static Regex Of(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length) regex.Append(Regex.Escape(pattern[++i].ToString()));
            else if (pattern[i] == '%') regex.Append(".*");
            else if (pattern[i] == '_') regex.Append('.');
            else regex.Append(Regex.Escape(pattern[i].ToString()));
        }

        return new Regex(regex.Append('$').ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, MatchTime);
    }
}
