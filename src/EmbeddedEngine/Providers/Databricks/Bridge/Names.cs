using System.Collections.Frozen;
using System.Text;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>From a property's name to the API's: snake case, except where the provider has an own name or an added plural.</summary>
internal static class Names
{
    // Plurals that the property has and the API has not.
    private static readonly FrozenDictionary<string, string> Plurals = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["onDurationWarningThresholdExceededs"] = "on_duration_warning_threshold_exceeded",
        ["onFailures"] = "on_failure",
        ["onStarts"] = "on_start",
        ["onStreamingBacklogExceededs"] = "on_streaming_backlog_exceeded",
        ["onSuccesses"] = "on_success",
        ["dependsOns"] = "depends_on",
        ["fullRefreshSelections"] = "full_refresh_selection",
        ["refreshFlowSelections"] = "refresh_flow_selection",
        ["refreshSelections"] = "refresh_selection",
        ["resetCheckpointSelections"] = "reset_checkpoint_selection",
        ["__applyPolicyDefaultValuesAllowLists"] = "__apply_policy_default_values_allow_list",
        ["excludes"] = "exclude",
        ["includes"] = "include",
        ["daysOfWeeks"] = "days_of_week",
        ["sequenceBies"] = "sequence_by",
        ["entityGranularities"] = "entity_granularity",
        ["folderFilters"] = "folder_filter",
        ["senderFilters"] = "sender_filter",
        ["subjectFilters"] = "subject_filter",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Names that only one object has, as "Type.property".
    private static readonly FrozenDictionary<string, string> Own = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["JobGitSource.branch"] = "git_branch",
        ["JobGitSource.commit"] = "git_commit",
        ["JobGitSource.provider"] = "git_provider",
        ["JobGitSource.tag"] = "git_tag",
        ["JobGitSource.url"] = "git_url",
        ["Permissions.accessControls"] = "access_control_list",
        ["Repo.gitProvider"] = "provider",
        ["Repo.commitHash"] = "head_commit_id",
        ["SqlTableColumn.type"] = "type_text",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Repeated blocks whose name in the provider's own schema is the singular.
    private static readonly FrozenDictionary<string, string> Singulars = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["tasks"] = "task",
        ["jobClusters"] = "job_cluster",
        ["environments"] = "environment",
        ["parameters"] = "parameter",
        ["libraries"] = "library",
        ["clusterMountInfos"] = "cluster_mount_info",
        ["clusters"] = "cluster",
        ["notifications"] = "notification",
        ["columns"] = "column",
        ["grants"] = "grant",
        ["accessControls"] = "access_control",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string ToApi(string type, string property) =>
        Own.TryGetValue($"{type}.{property}", out var own) ? own : Plurals.TryGetValue(property, out var singular) ? singular : ToSnakeCase(property);

    public static string ToNative(string property, bool isRepeatedBlock) =>
        isRepeatedBlock && Singulars.TryGetValue(property, out var block) ? block : Plurals.TryGetValue(property, out var singular) ? singular : ToSnakeCase(property);

    public static string ToSnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter))
            {
                if (text.Length > 0)
                    text.Append('_');
                text.Append(char.ToLowerInvariant(letter));
            }
            else
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
