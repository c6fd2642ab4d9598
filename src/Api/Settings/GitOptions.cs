using Provisioner.Stacks.Settings;

namespace Provisioner.Api.Settings;

/// <summary>Section <c>Git</c>: how Databricks reaches the repositories.</summary>
internal sealed class GitOptions
{
    /// <summary>In Databricks' spelling: gitHub, gitLab, azureDevOpsServices, bitbucketCloud …</summary>
    public string Provider { get; set; } = "gitHub";

    public string? UserName { get; set; }

    /// <summary>Nothing: no git credential is made. Secret.</summary>
    public string? Token { get; set; }

    public string CredentialName { get; set; } = "databricks-provisioner";

    public GitSettings ToSettings() => new() { Provider = Provider, UserName = UserName, Token = string.IsNullOrEmpty(Token) ? null : Token, CredentialName = CredentialName };
}
