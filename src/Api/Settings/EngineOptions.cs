namespace Provisioner.Api.Settings;

/// <summary>Engine and state: settings <c>Engine</c>, <c>PulumiCli</c>, <c>Passphrase</c>.</summary>
internal sealed class EngineOptions
{
    public EngineKind Engine { get; set; } = EngineKind.Embedded;

    /// <summary>The folder that holds <c>bin/pulumi</c> when the engine is <see cref="EngineKind.Cli"/>; null: the one on the path.</summary>
    public string? PulumiCli { get; set; }

    /// <summary>Protects the secrets in the states; null: one is generated and kept in the data folder. Secret.</summary>
    public string? Passphrase { get; set; }
}
