using Provisioner.Stacks.Settings;

namespace Provisioner.Api.Settings;

/// <summary>Section <c>Git</c>: how Databricks reaches the repositories.</summary>
internal sealed class GitOptions
{
    private static readonly string[] Providers =
        ["gitHub", "gitHubEnterprise", "gitLab", "gitLabEnterpriseEdition", "azureDevOpsServices", "bitbucketCloud", "bitbucketServer", "awsCodeCommit"];

    /// <summary>In Databricks' spelling: gitHub, gitLab, azureDevOpsServices, bitbucketCloud …</summary>
    public string Provider { get; set; } = "gitHub";

    public string? UserName { get; set; }

    /// <summary>Nothing: no git credential is made. Secret.</summary>
    public string? Token { get; set; }

    public string CredentialName { get; set; } = "databricks-provisioner";

    public IEnumerable<string> Problems()
    {
        if (!Providers.Contains(Provider, StringComparer.OrdinalIgnoreCase))
            yield return $"Git:Provider is '{Provider}'; it must be one of {string.Join(", ", Providers)}.";
        if (string.IsNullOrWhiteSpace(CredentialName))
            yield return "Git:CredentialName is empty.";
    }

    public GitSettings ToSettings() => new() { Provider = Provider, UserName = UserName, Token = string.IsNullOrEmpty(Token) ? null : Token, CredentialName = CredentialName };
}
