using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Paths;

namespace Provisioner.Descriptors.Reading;

/// <summary>Reads what every workload has.</summary>
internal static class WorkloadReader
{
    public static string ObjectName(DescriptorDocument document, Fields fields, string field) =>
        CommonReader.NameOr(fields, field, NameRules.ObjectName(document.Id, document.Environment));

    public static WorkspacePath? RepoPath(DescriptorDocument document, Fields specific, GitRepository? git)
    {
        var text = specific.OptionalText("repoPath", 1000);
        if (text is { Length: 0 })
            return null;
        var leftOut = NameRules.IsLeftOut(text);
        if (leftOut && git is null)
            return null;
        var (path, problem) = WorkspacePathParser.ParseRepo(leftOut ? NameRules.RepoPath(document.Id, git!.Name) : text!);
        if (path is null)
            specific.Problem("repoPath", leftOut ? "is required here, because no default path can be made of ids and repository." : problem!);
        return path;
    }

    public static string? RunAs(Fields specific) => specific.OptionalText("runAsPrincipalName");
}
