using System.Diagnostics.CodeAnalysis;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;

namespace Provisioner.Descriptors.Reading;

/// <summary>A component, or everything that keeps the descriptor from being one.</summary>
public sealed record DescriptorReading
{
    private DescriptorReading(Component? component, IReadOnlyList<Problem> problems) => (Component, Problems) = (component, problems);

    public Component? Component { get; }

    /// <summary>In the order of the document; empty exactly when there is a component.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    [MemberNotNullWhen(true, nameof(Component))]
    public bool Succeeded => Component is not null;

    internal static DescriptorReading Of(Component component) => new(component, []);

    internal static DescriptorReading Failed(IReadOnlyList<Problem> problems) => new(null, problems);
}
