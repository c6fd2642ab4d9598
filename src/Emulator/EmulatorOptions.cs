using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Provisioner.Emulator;

/// <summary>How an emulator starts.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Seed in YAML or JSON, applied on top of the default one at start and at every reset. With <c>default: false</c> in it the default one is left out.
    /// </summary>
    public string? SeedText { get; init; }

    /// <summary>Clock of everything that has a time: stamps, creation of workspaces, ordered delays.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Receives a line for each call that the emulator does not know.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
