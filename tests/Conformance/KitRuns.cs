namespace Provisioner.Conformance;

/// <summary>All cases are started with the first one, as many side by side as the kit allows; each test waits for its own.</summary>
public sealed class KitRuns
{
    private readonly Lock _gate = new();
    private Dictionary<string, Task<ScriptResult>>? _runs;

    public Task<ScriptResult> RunAsync(NodeKit kit, string name)
    {
        lock (_gate)
        {
            _runs ??= NodeKit.Cases.ToDictionary(item => item, item => kit.RunCaseAsync([item], TestContext.Current.CancellationToken), StringComparer.Ordinal);
            return _runs[name];
        }
    }
}
