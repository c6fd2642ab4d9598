namespace Provisioner.Sdk.Tests.Pulumi.Programs;

/// <summary>What the engine tells a program of the operation that it runs in.</summary>
internal sealed record ProgramSettings
{
    public string Project { get; init; } = "shop";

    public string Stack { get; init; } = "dev";

    public bool IsDryRun { get; init; }

    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> ConfigSecretKeys { get; init; } = [];
}
