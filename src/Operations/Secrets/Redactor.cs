using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Provisioner.Operations.Secrets;

/// <summary>
/// Takes the configured secrets out of every text that leaves the service: logs, statuses, errors, events. It knows a secret as it is and as
/// it looks in a URL, in JSON and in base64.
/// </summary>
public sealed class Redactor
{
    private const string Mark = "[secret]";

    /// <summary>Shorter ones would take ordinary words apart; the settings refuse them.</summary>
    public const int ShortestSecret = 6;

    private readonly ImmutableArray<string> _forms;
    private readonly SearchValues<string> _any;

    public Redactor(IEnumerable<string?> secrets)
    {
        _forms = [.. secrets
            .Select(secret => secret?.Trim())
            .Where(secret => secret is { Length: >= ShortestSecret })
            .SelectMany(secret => Forms(secret!))
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(form => form.Length)];
        _any = SearchValues.Create(_forms.AsSpan(), StringComparison.Ordinal);
    }

    public string Redact(string text)
    {
        if (_forms.IsEmpty || !text.AsSpan().ContainsAny(_any))
            return text;
        foreach (var form in _forms)
            text = text.Replace(form, Mark, StringComparison.Ordinal);
        return text;
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return JsonEncodedText.Encode(secret).ToString();
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
    }
}
