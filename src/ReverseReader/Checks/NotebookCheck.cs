using System.Text;
using System.Text.Json;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Facts.Components;

namespace Provisioner.ReverseReader.Checks;

/// <summary>
/// Has somebody changed a pipeline's notebook in the workspace since the last deployment? Then deploying would run, or lose, work that
/// nobody has reviewed. Pure.
/// </summary>
public static class NotebookCheck
{
    /// <param name="recorded">Hashes at the end of the last deployment, by path; null: there was none.</param>
    public static CheckResult Check(PipelineComponent component, PipelineFacts facts, IReadOnlyDictionary<string, string>? recorded)
    {
        // A repo that is not there yet has nothing that could have been changed.
        if (facts.Repository.Repo.Ids.Count == 0)
            return CheckResult.Ok;
        var changed = facts.NotebookHashes
            .Select(now => (Path: now.Key, Now: now.Value, Accepted: component.NotebookHashes.GetValueOrDefault(now.Key) ?? recorded?.GetValueOrDefault(now.Key)))
            .Where(one => one.Accepted is not null && !string.Equals(one.Accepted, one.Now, StringComparison.OrdinalIgnoreCase))
            .OrderBy(one => one.Path, StringComparer.Ordinal)
            .ToList();
        if (changed.Count == 0)
            return CheckResult.Ok;
        var message = new StringBuilder(changed.Count == 1 ? "a notebook was" : $"{changed.Count} notebooks were")
            .Append(" changed in the workspace since the last deployment:");
        foreach (var (path, now, accepted) in changed)
            message.Append($"\n- {path}: deployed {accepted}, now {now}");
        message.Append("\nCommit the change to the repository, or undo it. To accept the notebooks as they are now, put this into the component's 'specific':\nnotebook_hash:");
        foreach (var (path, now) in facts.NotebookHashes.OrderBy(one => one.Key, StringComparer.Ordinal))
            message.Append($"\n  {JsonSerializer.Serialize(path)}: {now}");
        return new CheckResult([new Problem($"{component.Path}.specific.notebook_hash", message.ToString())], []);
    }
}
