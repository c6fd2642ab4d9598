namespace Provisioner.EngineCommand;

/// <summary>Where the engine is found.</summary>
public sealed record EngineCommandOptions
{
    /// <summary>
    /// A folder that this process may write to and nobody else uses. Only the build on the official packages needs it: that SDK starts <c>bin/pulumi</c>
    /// in it, which is made there and runs the engine.
    /// </summary>
    public required string Root { get; init; }

    /// <summary>The program whose <c>pulumi</c> verb is the embedded engine: by default the one that runs.</summary>
    public string? Executable { get; init; } = Environment.ProcessPath;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
