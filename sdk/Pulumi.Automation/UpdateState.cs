namespace Pulumi.Automation;

/// <summary>How far an operation is.</summary>
public enum UpdateState
{
    NotStarted,
    InProgress,
    Succeeded,
    Failed,
}
