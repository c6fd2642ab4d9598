using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Repos;

/// <summary>The git providers that Databricks knows. Their names ignore case and come back in this spelling.</summary>
internal static class GitProviders
{
    private static readonly string[] Names =
    [
        "gitHub", "gitHubOAuth", "bitbucketCloud", "bitbucketCloudOAuth", "gitLab", "azureDevOpsServices", "azureDevOpsServicesAad", "gitHubEnterprise", "bitbucketServer", "gitLabEnterpriseEdition",
        "awsCodeCommit",
    ];

    public static string Known(string name) =>
        Names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)) ?? throw ApiRefusal.Invalid($"Unsupported Git provider {name}; supported are {string.Join(", ", Names)}");
}
