using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Pulumi.Automation.Runtime;

/// <summary>An inline program for one operation on one stack.</summary>
internal sealed class InlineProgramRun(string stackName, PulumiFn program, ILogger? logger, CancellationToken cancellationToken)
{
    /// <summary>The engine knows the stack by its last part only.</summary>
    private readonly string _shortName = stackName[(stackName.LastIndexOf('/') + 1)..];

    public PulumiFn Program { get; } = program;

    public ILogger? Logger { get; } = logger;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>What the program threw; it is thrown again to the caller of the operation.</summary>
    public ExceptionDispatchInfo? Failure { get; set; }

    public bool IsFor(string stack) => string.Equals(_shortName, stack[(stack.LastIndexOf('/') + 1)..], StringComparison.Ordinal);
}
