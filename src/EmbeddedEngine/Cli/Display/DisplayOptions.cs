using Provisioner.EmbeddedEngine.Engine;

namespace Provisioner.EmbeddedEngine.Cli.Display;

internal sealed record DisplayOptions
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>What is being done, e.g. <c>Updating</c>.</summary>
    public required string Headline { get; init; }

    /// <summary>The stack's name as it is shown.</summary>
    public required string Stack { get; init; }

    /// <summary>What a diagnostic without a resource belongs to.</summary>
    public required string RootUrn { get; init; }

    public required OperationKind Kind { get; init; }

    public required bool DryRun { get; init; }

    public bool Debug { get; init; }

    public bool ShowSames { get; init; }

    public bool ShowReads { get; init; }

    public bool ShowUrns { get; init; }

    public bool SuppressOutputs { get; init; }

    public bool SuppressProgress { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public void Write(string text) => Output.Write(text);

    public void Line(string text)
    {
        Output.Write(text);
        Output.Write('\n');
    }
}
