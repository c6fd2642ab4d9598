using System.Text.RegularExpressions;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Descriptors.Reading;

/// <summary>Reads a job component.</summary>
internal static partial class JobReader
{
    public static JobComponent? Read(DescriptorDocument document, DescriptorSettings settings)
    {
        var specific = document.Component.RequiredSection("specific");
        var dataProduct = CommonReader.DataProduct(document, settings);
        var workspace = CommonReader.Workspace(specific, "workspace", document, settings);
        var metastore = CommonReader.Metastore(specific, workspace, settings);
        var name = WorkloadReader.ObjectName(document, specific, "jobName");
        var git = GitReader.Read(specific, isJob: true);
        var repoPath = WorkloadReader.RepoPath(document, specific, git);
        var schedule = ReadSchedule(specific.OptionalSection("scheduling"));
        var cluster = ReadCluster(specific.RequiredSection("cluster"), workspace, document.Environment, settings);
        var description = specific.LongText("description", asWritten: true) ?? CommonReader.Description(document);
        var displayName = CommonReader.DisplayName(document);
        var runAs = WorkloadReader.RunAs(specific);
        if (specific.Problems.Any || dataProduct is null || workspace is null || git is not { Reference: not null, Path: not null } || repoPath is null)
            return null;
        return new JobComponent
        {
            Id = document.Id,
            Path = document.Component.Path,
            DataProduct = dataProduct,
            DisplayName = displayName,
            Description = description,
            Workspace = workspace,
            Metastore = metastore,
            ObjectName = name,
            Git = git,
            RepoPath = repoPath,
            RunAsPrincipalName = runAs,
            Source = git.Reference,
            NotebookPath = git.Path,
            Schedule = schedule,
            Cluster = cluster,
        };
    }

    private static Schedule? ReadSchedule(Fields scheduling)
    {
        // Templates write the section also when nothing was filled in.
        if (!scheduling.Has("cronExpression") && !scheduling.Has("javaTimezoneId"))
            return null;
        var cron = scheduling.RequiredText("cronExpression");
        var zone = scheduling.RequiredText("javaTimezoneId");
        if (cron.Length > 0 && cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length is not (6 or 7))
            scheduling.Problem("cronExpression", $"'{cron}' is no Quartz expression: six or seven fields, seconds first.");
        if (zone.Length > 0 && (!TimeZoneId().IsMatch(zone) || IsUnknown(zone)))
            scheduling.Problem("javaTimezoneId", $"'{zone}' is no time zone id such as Europe/Rome.");
        return new Schedule(cron, zone);
    }

    /// <summary>Java knows three letters that nobody else knows; a machine without a time zone database knows none.</summary>
    private static bool IsUnknown(string zone) =>
        zone.Length > 3 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) && TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Rome", out _);

    private static JobCluster ReadCluster(Fields cluster, WorkspaceReference? workspace, string environment, DescriptorSettings settings)
    {
        var bid = cluster.OptionalNumber("spotBidMaxPrice");
        if (bid is { } price and not -1 && price <= 0)
            cluster.Problem("spotBidMaxPrice", "must be -1 (up to the on-demand price) or a positive number.");
        return new JobCluster
        {
            SparkVersion = cluster.RequiredText("clusterSparkVersion"),
            NodeType = cluster.RequiredText("nodeTypeId"),
            DriverNodeType = cluster.OptionalText("driverNodeTypeId"),
            Workers = cluster.RequiredInteger("numWorkers", minimum: 1),
            SpotBidMaxPrice = bid,
            FirstOnDemand = cluster.OptionalInteger("firstOnDemand", minimum: 0),
            SpotInstances = cluster.Has("spotInstances") ? cluster.Boolean("spotInstances") : null,
            Availability = SpotRules.Availability(cluster, workspace?.Cloud, bid),
            RuntimeEngine = cluster.Choice("runtimeEngine", "PHOTON", "STANDARD"),
            SparkConf = SettingsMaps.Read(cluster, "sparkConf"),
            SparkEnvironment = SettingsMaps.ReadSparkEnvironment(cluster, environment, settings),
        };
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_+\-]*(/[A-Za-z0-9_+\-]+)*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TimeZoneId();
}
