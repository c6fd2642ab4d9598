using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Paths;

namespace Provisioner.Descriptors.Reading;

/// <summary>Reads where a workload's code is.</summary>
internal static class GitReader
{
    /// <summary>The git hosts that Databricks knows, in its own spelling.</summary>
    public static readonly IReadOnlyList<string> Providers =
    [
        "gitHub", "gitHubEnterprise", "gitLab", "gitLabEnterpriseEdition", "bitbucketCloud", "bitbucketServer", "azureDevOpsServices", "awsCodeCommit",
    ];

    public static GitRepository? Read(Fields specific, bool isJob)
    {
        var git = specific.RequiredSection("git");
        var url = Url(git);
        var reference = Reference(git, isJob);
        var path = isJob ? NotebookPath(git) : null;
        var provider = git.Choice("gitProvider", Providers);
        return url is null ? null : new GitRepository { Url = url, Reference = reference, Path = path, Provider = provider };
    }

    private static string? Url(Fields git)
    {
        var text = git.RequiredText("gitRepoUrl", 1000);
        if (text.Length == 0)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsOrganisation(uri))
        {
            uri = new UriBuilder(uri) { UserName = "" }.Uri;
            text = uri.AbsoluteUri;
        }

        if (uri is null || uri.Scheme != Uri.UriSchemeHttps)
            git.Problem("gitRepoUrl", "must be an https URL; Databricks reaches repositories by https only.");
        else if (uri.UserInfo.Length > 0)
            git.Problem("gitRepoUrl", "must not hold a user or password; credentials belong to the configuration.");
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.AbsolutePath.Trim('/').Length == 0)
            git.Problem("gitRepoUrl", "must name a repository, without query or fragment.");
        else if (RepositoryName(text) is null)
            git.Problem("gitRepoUrl", "must end in the repository's name.");
        else
            return text;
        return null;
    }

    /// <summary>What Azure DevOps offers for cloning begins with the organisation as a user; it is no secret and says nothing that the path does not.</summary>
    private static bool IsOrganisation(Uri uri) =>
        string.Equals(uri.Host, "dev.azure.com", StringComparison.OrdinalIgnoreCase) && uri.UserInfo.Length > 0
        && uri.AbsolutePath.StartsWith($"/{uri.UserInfo}/", StringComparison.OrdinalIgnoreCase);

    private static string? RepositoryName(string url) => new GitRepository { Url = url }.Name is { Length: > 0 } name && !name.Any(char.IsControl) ? name : null;

    private static GitReference? Reference(Fields git, bool required)
    {
        var name = required ? git.RequiredText("gitReference") : git.OptionalText("gitReference");
        if (!required && name is null && !git.Has("gitReferenceType"))
            return null;
        if (name is null)
            git.Problem("gitReference", "is required together with gitReferenceType.");
        var type = git.RequiredChoice("gitReferenceType", "BRANCH", "TAG");
        if (name is { Length: > 0 } && !IsReferenceName(name))
            git.Problem("gitReference", $"'{name}' is no name of a branch or tag.");
        return name is { Length: > 0 } ? new GitReference(type == "TAG" ? GitReferenceType.Tag : GitReferenceType.Branch, name) : null;
    }

    /// <summary>The rules of git-check-ref-format that keep a name from being read as something else.</summary>
    private static bool IsReferenceName(string name) =>
        name.AsSpan().IndexOfAny(" ~^:?*[\\") < 0 && !name.Contains("..", StringComparison.Ordinal) && !name.Contains("@{", StringComparison.Ordinal)
        && !name.Contains("//", StringComparison.Ordinal) && name[0] is not ('/' or '-') && name[^1] is not ('/' or '.');

    private static string? NotebookPath(Fields git)
    {
        var text = git.RequiredText("gitPath", 1000);
        if (text.Length == 0)
            return null;
        var (path, problem) = WorkspacePathParser.Parse(text);
        if (path is null)
            git.Problem("gitPath", problem!);
        return path?.Value[1..];
    }
}
