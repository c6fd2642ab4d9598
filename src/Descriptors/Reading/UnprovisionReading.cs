using System.Diagnostics.CodeAnalysis;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;

namespace Provisioner.Descriptors.Reading;

/// <summary>What to take away, or why that cannot be told.</summary>
public sealed record UnprovisionReading
{
    private UnprovisionReading(UnprovisionTarget? target, IReadOnlyList<Problem> problems) => (Target, Problems) = (target, problems);

    public UnprovisionTarget? Target { get; }

    public IReadOnlyList<Problem> Problems { get; }

    [MemberNotNullWhen(true, nameof(Target))]
    public bool Succeeded => Target is not null;

    internal static UnprovisionReading Of(UnprovisionTarget target) => new(target, []);

    internal static UnprovisionReading Failed(IReadOnlyList<Problem> problems) => new(null, problems);
}
