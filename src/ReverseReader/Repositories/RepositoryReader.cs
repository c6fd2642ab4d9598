using System.Globalization;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.Facts.Repositories;
using Provisioner.Facts.State;
using Provisioner.ReverseReader.Components;

namespace Provisioner.ReverseReader.Repositories;

/// <summary>Looks for the repo of a workload.</summary>
internal sealed class RepositoryReader(WorkspaceClient workspace)
{
    private const string WorkspaceRoot = "/Workspace";

    /// <param name="path">Absolute, without <c>/Workspace</c> in front.</param>
    /// <param name="ownId">Id of the repo that the own state holds; null: it holds none.</param>
    public async Task<RepositoryFacts> ReadAsync(string path, string? ownId, CancellationToken cancellationToken)
    {
        var found = new List<Repo>();
        await foreach (var repo in workspace.Repos.ListAllAsync(path, cancellationToken).WithCancellation(cancellationToken))
        {
            if (WithoutRoot(repo.Path) == path)
                found.Add(repo);
        }

        var ids = found.ConvertAll(repo => repo.Id.ToString(CultureInfo.InvariantCulture));
        return new RepositoryFacts
        {
            Url = found.Count == 1 ? found[0].Url : null,
            Repo = new LiveObjects
            {
                Ids = ids,
                OwnIsLive = ownId is not null && (ids.Contains(ownId, StringComparer.Ordinal) || await Existence.OfAsync(() => workspace.Repos.GetAsync(ownId, cancellationToken))),
                Permissions = found.Count == 1 ? await PermissionReader.ReadAsync(workspace, "repos", ids[0], cancellationToken) : [],
            },
        };
    }

    // The same folder has two spellings; some answers carry the longer one.
    private static string? WithoutRoot(string? path) =>
        path is not null && path.StartsWith(WorkspaceRoot + "/", StringComparison.Ordinal) && path.Length > WorkspaceRoot.Length + 1 ? path[WorkspaceRoot.Length..] : path;
}
