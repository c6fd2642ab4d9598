namespace Provisioner.Api.Settings;

/// <summary>Section <c>State</c>: where the states of the stacks are, and how their secrets are protected.</summary>
internal sealed class StateOptions
{
    private const string FileScheme = "file://";

    /// <summary>A folder, as <c>file:///…</c> or as an absolute path; null: the data folder. Other backends of Pulumi are refused by name.</summary>
    public string? Backend { get; set; }

    /// <summary>Only <c>passphrase</c>; others of Pulumi are refused by name.</summary>
    public string SecretsProvider { get; set; } = "passphrase";

    /// <summary>Null: the data folder.</summary>
    public string? Folder => string.IsNullOrEmpty(Backend) ? null : Backend.StartsWith(FileScheme, StringComparison.Ordinal) ? Backend[FileScheme.Length..] : Backend;

    public IEnumerable<string> Problems()
    {
        if (Folder is { } folder && !Path.IsPathFullyQualified(folder))
            yield return $"State:Backend is '{Backend}'; states are kept in a folder: file:// with an absolute path. Other backends are not supported.";
        if (SecretsProvider != "passphrase")
            yield return $"State:SecretsProvider is '{SecretsProvider}'; only passphrase is supported.";
    }
}
