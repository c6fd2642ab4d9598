namespace Provisioner.EngineCommand;

/// <summary>Where the embedded engine is found.</summary>
public sealed record EngineCommandOptions
{
    /// <summary>
    /// A folder that this process may write to. Only the build on the official packages uses it: that SDK starts <c>bin/pulumi</c> in it, which is
    /// made there if it is missing and runs <see cref="Executable"/>.
    /// </summary>
    public required string Root { get; init; }

    /// <summary>The program whose <c>pulumi</c> verb is the engine: by default the one that runs.</summary>
    public string? Executable { get; init; } = Environment.ProcessPath;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
