namespace Provisioner.Databricks.AzureApis;

/// <summary>The api-versions that bodies and answers here are written for (public Azure REST specifications).</summary>
public static class AzureApiVersions
{
    public const string Databricks = "2026-01-01";

    public const string RoleAssignments = "2022-04-01";

    public const string ResourceGroups = "2021-04-01";
}
