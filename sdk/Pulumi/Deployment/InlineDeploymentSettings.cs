using System.Runtime.ExceptionServices;

namespace Pulumi;

/// <summary>What an inline program needs: it runs in the process of whoever drives the engine.</summary>
internal sealed record InlineDeploymentSettings
{
    /// <summary>host:port of the resource monitor.</summary>
    public required string MonitorAddress { get; init; }

    /// <summary>host:port of the engine.</summary>
    public required string EngineAddress { get; init; }

    public required string Project { get; init; }

    public required string Stack { get; init; }

    public string? Organization { get; init; }

    /// <summary>Values by "namespace:name", secret ones in the clear.</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>();

    public IEnumerable<string> ConfigSecretKeys { get; init; } = [];

    /// <summary>How many resources the engine works on at once; the engine enforces it.</summary>
    public int Parallel { get; init; }

    public bool IsDryRun { get; init; }

    public string? RootDirectory { get; init; }
}

/// <summary>
/// How an inline program ended: 0, or 32 when it failed and the engine has been told why, or another number when it could not be told.
/// The exception is what the program, or a call to the engine, threw.
/// </summary>
internal sealed record InlineDeploymentResult(int ExitCode, ExceptionDispatchInfo? ExceptionDispatchInfo);
