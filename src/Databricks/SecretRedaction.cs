using System.Text.RegularExpressions;

namespace Provisioner.Databricks;

/// <summary>Takes credentials out of texts that came from outside, before they are logged or thrown.</summary>
public static partial class SecretRedaction
{
    public const string Mask = "**REDACTED**";

    public static string Redact(string text) => Secrets().Replace(text, match => match.Groups["keep"].Value + Mask);

    // Tokens of Databricks and of git hosts by their prefixes, JSON web tokens, bearer headers, and values of tell-tale names.
    [GeneratedRegex(
        """(dapi|dose|dkea|dsapi)[0-9a-f]{12,}(-\d+)?|gh[pousr]_[A-Za-z0-9]{8,}|github_pat_\w{10,}|glpat-[\w-]{8,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|(?<keep>(?i:bearer)\s+)[\w.~+/=-]{6,}|(?<keep>(?i:personal_access_token|client_secret|access_token|password)"?\s*[:=]\s*"?)[^\s",}&]+""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secrets();
}
