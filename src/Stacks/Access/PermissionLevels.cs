namespace Provisioner.Stacks.Access;

/// <summary>What kind of object a permission list belongs to.</summary>
public enum PermissionObject
{
    Repo,
    Job,
    Pipeline,
}

/// <summary>The levels of permission lists. Settings use one set of words for all objects; each object has its own.</summary>
public static class PermissionLevels
{
    public const string None = "NO_PERMISSIONS";

    private static readonly string[] RepoLevels = ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"];
    private static readonly string[] JobLevels = ["CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE"];
    private static readonly string[] PipelineLevels = ["CAN_VIEW", "CAN_RUN", "CAN_MANAGE"];

    /// <summary>Databricks' level for a setting's word; null for NO_PERMISSIONS and for words that are no level of the object.</summary>
    public static string? Of(PermissionObject target, string setting)
    {
        var word = setting.ToUpperInvariant();
        var level = target switch
        {
            PermissionObject.Repo => word,
            PermissionObject.Job => word switch { "CAN_READ" => "CAN_VIEW", "CAN_RUN" => "CAN_MANAGE_RUN", "CAN_EDIT" => "CAN_MANAGE", _ => word },
            _ => word switch { "CAN_READ" => "CAN_VIEW", "CAN_EDIT" => "CAN_MANAGE", _ => word },
        };
        return LevelsOf(target).Contains(level, StringComparer.Ordinal) ? level : null;
    }

    /// <summary>Is the word NO_PERMISSIONS or a level of the object?</summary>
    public static bool IsKnown(PermissionObject target, string setting) => WordsOf(target).Contains(setting, StringComparer.OrdinalIgnoreCase);

    /// <summary>The words that a setting may be.</summary>
    public static IReadOnlyList<string> WordsOf(PermissionObject target) => [.. RepoLevels.Union(LevelsOf(target)), None];

    /// <summary>The higher of two levels of the same object.</summary>
    internal static string Higher(PermissionObject target, string one, string other) =>
        Array.IndexOf(LevelsOf(target), one) >= Array.IndexOf(LevelsOf(target), other) ? one : other;

    private static string[] LevelsOf(PermissionObject target) => target switch
    {
        PermissionObject.Repo => RepoLevels,
        PermissionObject.Job => JobLevels,
        _ => PipelineLevels,
    };
}
