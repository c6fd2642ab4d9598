namespace Provisioner.Operations.Drift;

/// <param name="Warnings">A sentence for each object that is not as it was deployed, or one that says why that could not be told.</param>
/// <param name="HasDrift">Something differs for certain.</param>
public sealed record DriftFinding(IReadOnlyList<string> Warnings, bool HasDrift);
