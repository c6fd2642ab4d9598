using Pulumi.Automation.Commands;

namespace Provisioner.Operations.Engine;

/// <summary>What every run of the engine has in common.</summary>
public sealed record EngineSettings
{
    /// <summary>Makes the command on first use: a wrong engine must not keep the service from answering.</summary>
    public required Func<CancellationToken, Task<PulumiCommand>> CommandAsync { get; init; }

    /// <summary>Protects the secrets of the states.</summary>
    public required string Passphrase { get; init; }

    /// <summary>Resources worked on side by side within one stack. Only long access lists have so many; grants on one securable share their calls.</summary>
    public int Parallel { get; init; } = 64;
}
