using Provisioner.Facts.State;

namespace Provisioner.ReverseReader.Components;

/// <summary>The ids that a component's own stack holds of its objects.</summary>
internal static class OwnIds
{
    public static string? Job(OwnState state) => Find(state, "databricks:index/job:Job");

    public static string? Pipeline(OwnState state) => Find(state, "databricks:index/pipeline:Pipeline");

    public static string? Repo(OwnState state) => Find(state, "databricks:index/repo:Repo");

    /// <summary>Its full name.</summary>
    public static string? View(OwnState state) => Find(state, "databricks:index/sqlTable:SqlTable");

    private static string? Find(OwnState state, string type) => state.Resources.FirstOrDefault(resource => resource.Type == type && !resource.External)?.Id;
}
