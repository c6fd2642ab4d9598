namespace Pulumi.Automation;

/// <summary>Which operation it was.</summary>
public enum UpdateKind
{
    Update,
    Preview,
    Refresh,
    Rename,
    Destroy,
    Import,
    ResourceImport,
}
