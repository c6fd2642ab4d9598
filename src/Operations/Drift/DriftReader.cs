using Provisioner.Operations.Engine;

namespace Provisioner.Operations.Drift;

/// <summary>Compares what a stack has deployed with what is live, by a refresh that is only previewed: neither state nor objects change.</summary>
public sealed class DriftReader
{
    public async Task<DriftFinding> ReadAsync(EngineStack stack, CancellationToken cancellationToken)
    {
        var report = new DriftReport();
        var result = await stack.PreviewRefreshAsync(report, cancellationToken);
        return result.Succeeded
            ? new DriftFinding(report.Warnings, report.Warnings.Count > 0)
            : new DriftFinding([.. report.Warnings, $"Whether live objects are still as they were deployed could not be told: {result.Failure.Message}"], report.Warnings.Count > 0);
    }
}
