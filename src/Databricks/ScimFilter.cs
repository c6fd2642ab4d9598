namespace Provisioner.Databricks;

/// <summary>SCIM filters with their values quoted: a name can never become part of the expression.</summary>
public static class ScimFilter
{
    /// <summary><c>attribute eq "value"</c>; Databricks compares without regard to case.</summary>
    public static string Equal(string attribute, string value) =>
        $"{attribute} eq \"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
