using Provisioner.Descriptors.Problems;

namespace Provisioner.ReverseReader.Checks;

/// <summary>What stands against a deployment, and what could not be told.</summary>
/// <param name="Problems">Not valid unless empty.</param>
/// <param name="Warnings">Sentences for the log.</param>
public sealed record CheckResult(IReadOnlyList<Problem> Problems, IReadOnlyList<string> Warnings)
{
    public static CheckResult Ok { get; } = new([], []);
}
