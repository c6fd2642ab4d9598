namespace Pulumi.Automation.Events;

/// <summary>How a property differs; with <c>Replace</c> the difference forces a replacement.</summary>
public enum DiffKind
{
    Add,
    AddReplace,
    Delete,
    DeleteReplace,
    Update,
    UpdateReplace,
}
