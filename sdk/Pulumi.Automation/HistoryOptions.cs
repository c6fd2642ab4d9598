namespace Pulumi.Automation;

/// <summary>Options of <see cref="WorkspaceStack.GetHistoryAsync"/>.</summary>
public sealed class HistoryOptions
{
    /// <summary>From 1; only with a page size.</summary>
    public int? Page { get; set; }

    public int? PageSize { get; set; }

    /// <summary>Whether configuration shows secrets; they are shown unless false.</summary>
    public bool? ShowSecrets { get; set; }
}
