namespace Provisioner.Conformance;

/// <summary>All cases are started with the first one, as many side by side as the kit allows; each test waits for its own.</summary>
public sealed class KitRuns
{
    // The kit's own limit for a case is meant for a quiet machine: one that ran into it is run once more, alone. What hangs does so again.
    public const string OutOfTime = "no end in 120 s";

    private readonly Lock _gate = new();
    private Dictionary<string, Task<ScriptResult>>? _runs;

    public Task<ScriptResult> RunAsync(NodeKit kit, string name)
    {
        lock (_gate)
        {
            _runs ??= NodeKit.Cases.ToDictionary(item => item, item => RunCaseAsync(kit, item, TestContext.Current.CancellationToken), StringComparer.Ordinal);
            return _runs[name];
        }
    }

    private static async Task<ScriptResult> RunCaseAsync(NodeKit kit, string name, CancellationToken cancellationToken)
    {
        var result = await kit.RunAsync("kit.cjs", _ => [name], cancellationToken);
        return result.Output.Contains(OutOfTime, StringComparison.Ordinal) ? await kit.RunAloneAsync("kit.cjs", _ => [name], cancellationToken) : result;
    }
}
