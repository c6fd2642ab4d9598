using System.Text.RegularExpressions;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>The git provider that a well-known host stands for.</summary>
internal static partial class GitProviders
{
    public static string? FromUrl(string url) => !Uri.TryCreate(url, UriKind.Absolute, out var address) ? null : address.Host.ToLowerInvariant() switch
    {
        "github.com" => "gitHub",
        "dev.azure.com" => "azureDevOpsServices",
        "gitlab.com" => "gitLab",
        "bitbucket.org" => "bitbucketCloud",
        var host when CodeCommit().IsMatch(host) => "awsCodeCommit",
        _ => null,
    };

    [GeneratedRegex(@"^git-codecommit\.[^.]+\.amazonaws\.com$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeCommit();
}
