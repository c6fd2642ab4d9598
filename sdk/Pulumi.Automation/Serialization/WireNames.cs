using Pulumi.Automation.Events;

namespace Pulumi.Automation.Serialization;

/// <summary>The CLI's words for what this SDK has as enumerations.</summary>
internal static class WireNames
{
    public static OperationType OperationType(string name) => name switch
    {
        "create" => Automation.OperationType.Create,
        "create-replacement" => Automation.OperationType.CreateReplacement,
        "delete" => Automation.OperationType.Delete,
        "delete-replaced" => Automation.OperationType.DeleteReplaced,
        "replace" => Automation.OperationType.Replace,
        "same" => Automation.OperationType.Same,
        "update" => Automation.OperationType.Update,
        "read" => Automation.OperationType.Read,
        "read-replacement" => Automation.OperationType.ReadReplacement,
        "refresh" => Automation.OperationType.Refresh,
        "discard" => Automation.OperationType.ReadDiscard,
        "discard-replaced" => Automation.OperationType.DiscardReplaced,
        "remove-pending-replace" => Automation.OperationType.RemovePendingReplace,
        "import" => Automation.OperationType.Import,
        "import-replacement" => Automation.OperationType.ImportReplacement,
        _ => Automation.OperationType.Unknown,
    };

    public static DiffKind DiffKind(string name) => name switch
    {
        "add" => Events.DiffKind.Add,
        "add-replace" => Events.DiffKind.AddReplace,
        "delete" => Events.DiffKind.Delete,
        "delete-replace" => Events.DiffKind.DeleteReplace,
        "update" => Events.DiffKind.Update,
        "update-replace" => Events.DiffKind.UpdateReplace,
        _ => throw new InvalidOperationException($"'{name}' is no kind of property difference."),
    };

    public static UpdateKind UpdateKind(string name) => name switch
    {
        "update" => Automation.UpdateKind.Update,
        "preview" => Automation.UpdateKind.Preview,
        "refresh" => Automation.UpdateKind.Refresh,
        "rename" => Automation.UpdateKind.Rename,
        "destroy" => Automation.UpdateKind.Destroy,
        "import" => Automation.UpdateKind.Import,
        "resource-import" => Automation.UpdateKind.ResourceImport,
        _ => throw new InvalidOperationException($"'{name}' is no kind of operation."),
    };

    public static UpdateState UpdateState(string name) => name switch
    {
        "not-started" => Automation.UpdateState.NotStarted,
        "in-progress" => Automation.UpdateState.InProgress,
        "succeeded" => Automation.UpdateState.Succeeded,
        "failed" => Automation.UpdateState.Failed,
        _ => throw new InvalidOperationException($"'{name}' is no result of an operation."),
    };
}
