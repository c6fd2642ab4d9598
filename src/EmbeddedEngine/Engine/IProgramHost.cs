using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// Runs a program that declares resources. The protocol layer implements it: it starts (or takes from its pool) a listener with the
/// ResourceMonitor and Engine services, calls LanguageRuntime.Run of the program, and translates each call to the monitor.
/// </summary>
public interface IProgramHost
{
    /// <returns>Null when the program ended well, else its error message.</returns>
    Task<ProgramResult> RunAsync(ProgramRun run, IResourceMonitor monitor, CancellationToken cancellationToken);
}

public sealed record ProgramRun(string Organization, string Project, string Stack, bool DryRun, int Parallel, ImmutableSortedDictionary<string, ConfigEntry> Configuration);

/// <param name="Error">Null when the program ended well.</param>
/// <param name="Bail">The program failed and has already reported why through the log: no second diagnostic.</param>
public sealed record ProgramResult(string? Error, bool Bail);

/// <summary>What a running program asks of the engine. Calls arrive concurrently. Implemented by the engine.</summary>
public interface IResourceMonitor
{
    /// <summary>Completes when the resource's step is done.</summary>
    /// <exception cref="ResourceMonitorException">Refused: a call that makes no sense. The message is the program's.</exception>
    /// <exception cref="OperationCanceledException">The operation ended before the resource was done (it failed, another one did, or somebody
    /// canceled): the program ends without a word (gRPC status UNAVAILABLE); what went wrong has been sent as an event.</exception>
    Task<RegisteredResource> RegisterAsync(ResourceGoal goal, CancellationToken cancellationToken);

    /// <summary><c>Get</c>: reads a live object into the stack as external.</summary>
    Task<RegisteredResource> ReadAsync(ReadGoal goal, CancellationToken cancellationToken);

    /// <summary>Calls a function of a provider.</summary>
    /// <exception cref="ResourceMonitorException">The provider refused, or there is none.</exception>
    Task<PropertyMap> InvokeAsync(InvokeGoal goal, CancellationToken cancellationToken);

    Task RegisterOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellationToken);

    /// <exception cref="ResourceMonitorException">The name is taken.</exception>
    void RegisterHook(ResourceHook hook);

    /// <exception cref="ResourceMonitorException">The name is taken.</exception>
    void RegisterHook(ErrorHook hook);

    /// <summary>A log line of the program.</summary>
    void Log(LogSeverity severity, string message, string urn, int streamId, bool ephemeral);

    /// <summary>The program has registered all it has (SignalAndWaitForShutdown); completes when the engine is done with it.</summary>
    Task SignalAndWaitForShutdownAsync(CancellationToken cancellationToken);
}

public enum LogSeverity
{
    Debug,
    Info,
    Warning,
    Error,
}

/// <summary>A resource as the program declares it. Secrets, unknowns and output values are still in <see cref="Properties"/>.</summary>
public sealed record ResourceGoal
{
    public required string Type { get; init; }

    public required string Name { get; init; }

    public required bool Custom { get; init; }

    public required PropertyMap Properties { get; init; }

    public string Parent { get; init; } = "";

    /// <summary>Reference <c>urn::id</c>, or empty for the default or inherited provider.</summary>
    public string Provider { get; init; } = "";

    /// <summary>By package name, for components.</summary>
    public ImmutableSortedDictionary<string, string> Providers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<string> Dependencies { get; init; } = [];

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    public string Version { get; init; } = "";

    /// <summary>Null: not given, so a child inherits it.</summary>
    public bool? Protect { get; init; }

    public bool? RetainOnDelete { get; init; }

    /// <summary>Null: not given.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    public ImmutableArray<AliasGoal> Aliases { get; init; } = [];

    public string ImportId { get; init; } = "";

    public string DeletedWith { get; init; } = "";

    public ImmutableArray<string> ReplaceWith { get; init; } = [];

    /// <summary>Null: not given.</summary>
    public PropertyValue? ReplacementTrigger { get; init; }

    public ImmutableArray<string> HideDiff { get; init; } = [];

    /// <summary>Names of hooks by <see cref="HookPoint"/>.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> ResourceHooks { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    public State.CustomTimeouts? CustomTimeouts { get; init; }

    /// <summary>Whether the program understands secrets in the answer.</summary>
    public bool AcceptSecrets { get; init; }

    public bool AcceptResources { get; init; }

    /// <summary>The program wants the outcome of a failed step as an answer, not as an error.</summary>
    public bool SupportsResultReporting { get; init; }
}

/// <summary>An alias: a whole URN, or parts of it (null part: as the resource's own). <paramref name="NoParent"/>: the resource was a root.</summary>
public sealed record AliasGoal(string? Urn, string? Name, string? Type, string? Stack, string? Project, string? ParentUrn, bool NoParent);

public sealed record ReadGoal
{
    public required string Type { get; init; }

    public required string Name { get; init; }

    public required string Id { get; init; }

    public required PropertyMap Properties { get; init; }

    public string Parent { get; init; } = "";

    public string Provider { get; init; } = "";

    public ImmutableArray<string> Dependencies { get; init; } = [];

    public string Version { get; init; } = "";

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    public bool AcceptSecrets { get; init; }

    public bool AcceptResources { get; init; }
}

/// <summary>A call of a provider's function, e.g. <c>databricks:index/getCurrentUser:getCurrentUser</c>.</summary>
public sealed record InvokeGoal(string Token, PropertyMap Arguments)
{
    /// <summary>Reference <c>urn::id</c>, or empty: that of the parent, else the default one.</summary>
    public string Provider { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>URN; may be empty.</summary>
    public string Parent { get; init; } = "";
}

public enum ResourceResult
{
    Success,
    Fail,
    Skip,
}

/// <summary>The answer to a registration. In a preview outputs may be unknown and <paramref name="Id"/> empty.</summary>
public sealed record RegisteredResource(string Urn, string Id, PropertyMap Outputs, ResourceResult Result = ResourceResult.Success)
{
    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The resource was not made (it is no target): in a real operation, too, its outputs are unknown.</summary>
    public bool IsUnknown { get; init; }

    public bool Stable { get; init; }

    public ImmutableArray<string> Stables { get; init; } = [];
}
