using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Paths;

namespace Provisioner.Descriptors.Reading;

/// <summary>Reads a DLT pipeline component.</summary>
internal static class PipelineReader
{
    private const int MostPaths = 1000;

    public static PipelineComponent? Read(DescriptorDocument document, DescriptorSettings settings)
    {
        var specific = document.Component.RequiredSection("specific");
        var dataProduct = CommonReader.DataProduct(document, settings);
        var workspace = CommonReader.Workspace(specific, "workspace", document, settings);
        var metastore = CommonReader.Metastore(specific, workspace, settings);
        var name = WorkloadReader.ObjectName(document, specific, "pipelineName");
        var edition = specific.RequiredChoice("productEdition", "CORE", "PRO", "ADVANCED");
        var continuous = specific.Boolean("continuous");
        var notebooks = Paths(specific, "notebooks");
        if (notebooks.Count == 0 && !specific.Has("notebooks"))
            specific.Missing("notebooks", 0);
        else if (notebooks.Count == 0 && specific.Items("notebooks").Count == 0 && specific.Find("notebooks") is Yaml.YamlSequence)
            specific.Problem("notebooks", "must name at least one notebook.");
        var files = Paths(specific, "files");
        var catalog = UnityNames.OrDefault(specific, "catalog", NameRules.DataProductName(document.Id));
        var target = UnityNames.OrDefault(specific, "target", NameRules.SchemaName(document.Id));
        var photon = specific.Boolean("photon");
        var notifications = Notifications(specific);
        var channel = specific.Choice("channel", "CURRENT", "PREVIEW") ?? "CURRENT";
        var hashes = NotebookHashes(specific);
        var cluster = PipelineClusterReader.Read(specific.RequiredSection("cluster"), document.Environment, settings);
        var git = GitReader.Read(specific, isJob: false);
        var repoPath = WorkloadReader.RepoPath(document, specific, git);
        var description = CommonReader.Description(document);
        var displayName = CommonReader.DisplayName(document);
        var runAs = WorkloadReader.RunAs(specific);
        if (specific.Problems.Any || dataProduct is null || workspace is null || git is null || repoPath is null)
            return null;
        return new PipelineComponent
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
            ProductEdition = edition,
            Continuous = continuous,
            Notebooks = notebooks,
            Files = files,
            Catalog = catalog,
            Target = target,
            Photon = photon,
            Notifications = notifications,
            Channel = channel,
            Cluster = cluster,
            NotebookHashes = hashes,
        };
    }

    private static List<string> Paths(Fields specific, string field)
    {
        if (specific.Items(field).Count > MostPaths)
        {
            specific.Problem(field, $"holds more than {MostPaths} paths, which no pipeline may have.");
            return [];
        }

        var paths = new OrderedDictionary<string, WorkspacePath>(StringComparer.Ordinal);
        foreach (var (text, itemPath) in specific.Texts(field))
        {
            if (specific.Problems.IsFull)
                break;
            var (path, problem) = WorkspacePathParser.Parse(text);
            if (path is null)
                specific.Problems.Add(itemPath, problem!);
            else if (!paths.TryAdd(path.Value, path))
                specific.Problems.Add(itemPath, $"names '{path}' a second time.");
        }

        return [.. paths.Keys];
    }

    private static List<PipelineNotification> Notifications(Fields specific)
    {
        var notifications = new List<PipelineNotification>();
        string[] known = ["on-update-success", "on-update-failure", "on-update-fatal-failure", "on-flow-failure"];
        foreach (var entry in specific.Sections("notifications"))
        {
            var mail = entry.RequiredText("mail");
            if (mail.Length > 0 && (mail.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at == mail.Length - 1 || mail.Contains(' ', StringComparison.Ordinal))))
                entry.Problem("mail", $"'{mail}' is no mail address.");
            var alerts = entry.Texts("alert");
            foreach (var (alert, path) in alerts.Where(alert => !known.Contains(alert.Text, StringComparer.Ordinal)))
                entry.Problems.Add(path, $"must be one of {string.Join(", ", known)}, but is '{alert}'.");
            // Somebody who is told of nothing is not told: templates write the entry with an empty list.
            if (alerts.Count > 0)
                notifications.Add(new PipelineNotification(mail, [.. alerts.Select(alert => alert.Text)]));
        }

        return notifications;
    }

    private static Dictionary<string, string> NotebookHashes(Fields specific)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (text, hash) in SettingsMaps.Read(specific, "notebook_hash"))
        {
            var (path, problem) = WorkspacePathParser.Parse(text);
            if (path is null)
                specific.Problem("notebook_hash", $"has the path '{text}', which {problem}");
            else
                hashes[path.Value] = hash;
        }

        return hashes;
    }
}
