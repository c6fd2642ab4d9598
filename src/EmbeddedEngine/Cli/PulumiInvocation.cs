using System.Text.Json.Nodes;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>
/// One call of <c>provisioner pulumi …</c>, also when it is made in process: everything that the command takes from its surroundings.
/// </summary>
public sealed record PulumiInvocation
{
    /// <summary>The arguments after <c>pulumi</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>The whole environment of the command; in process this is never the process's own.</summary>
    public required IReadOnlyDictionary<string, string?> Environment { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Gets each engine event in order, in the JSON form of the event log; null when nobody listens. Calls are never concurrent.</summary>
    public Action<JsonObject>? OnEngineEvent { get; init; }

    /// <summary>Makes the providers of an operation; null takes those that are built in.</summary>
    public Providers.IProviderSource? Providers { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
