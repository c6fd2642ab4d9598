namespace Provisioner.Api.Settings;

/// <summary>Who may call the service: section <c>Authentication</c>. Nothing configured: everybody on the machine, and nobody else.</summary>
internal sealed class CallerOptions
{
    /// <summary>Keys that callers send in the header <c>X-Api-Key</c>, separated by commas. Secret.</summary>
    public string? ApiKeys { get; set; }

    public JwtOptions Jwt { get; set; } = new();

    public bool IsConfigured => ApiKeyList.Length > 0 || Jwt.IsConfigured;

    public string[] ApiKeyList => (ApiKeys ?? "").Split([',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Bearer tokens of an identity provider.</summary>
internal sealed class JwtOptions
{
    /// <summary>The issuer; its keys are found by OpenID discovery below this https address.</summary>
    public string? Authority { get; set; }

    /// <summary>Whom the token must be for.</summary>
    public string? Audience { get; set; }

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Authority);
}
