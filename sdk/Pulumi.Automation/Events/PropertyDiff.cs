namespace Pulumi.Automation.Events;

/// <summary>How one property differs.</summary>
public class PropertyDiff
{
    internal PropertyDiff()
    {
    }

    public DiffKind Kind { get; internal init; }

    /// <summary>Whether inputs were compared, not outputs.</summary>
    public bool InputDiff { get; internal init; }
}
