using System.Collections.Immutable;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>A verb: its flags, how many arguments it takes, and what it does. A group has children and may do something itself.</summary>
internal sealed record Command(string Name)
{
    public ImmutableArray<string> Aliases { get; init; } = [];

    public ImmutableArray<Flag> Flags { get; init; } = [];

    public int MinimumArguments { get; init; }

    public int MaximumArguments { get; init; }

    public ImmutableArray<Func<Command>> Children { get; init; } = [];

    public Func<CommandContext, CancellationToken, Task<int>>? RunAsync { get; init; }
}
