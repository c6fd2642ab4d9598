using System.Text.RegularExpressions;

namespace Provisioner.Descriptors.Workspaces;

internal static class WorkspaceReferenceParser
{
    private const int MinNameLength = 3;
    private const int MaxNameLength = 64;
    private const int MaxLength = 255;

    public static WorkspaceReading Parse(string text, DescriptorSettings settings)
    {
        if (text.Length > MaxLength)
            return WorkspaceReading.Failed($"is longer than {MaxLength} characters.");
        if (text.Any(char.IsControl))
            return WorkspaceReading.Failed("holds a control character.");
        var trimmed = text.Trim();
        // No workspace name holds a dot, colon or slash, and every address does.
        return trimmed.AsSpan().IndexOfAny("./:") >= 0 ? Address(trimmed, settings) : Name(trimmed);
    }

    private static WorkspaceReading Name(string name) =>
        name.Length is >= MinNameLength and <= MaxNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? WorkspaceReading.Of(new ManagedWorkspace(name))
            : WorkspaceReading.Failed($"'{name}' is no workspace name ({MinNameLength} to {MaxNameLength} letters, digits, hyphens and underscores) and no workspace URL.");

    private static WorkspaceReading Address(string text, DescriptorSettings settings)
    {
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            return WorkspaceReading.Failed($"'{text}' is no https URL of a workspace.");
        if (uri.UserInfo.Length > 0 || !uri.IsDefaultPort || uri.AbsolutePath != "/" || uri.Fragment.Length > 0 || !IsWorkspaceQuery(uri.Query))
            return WorkspaceReading.Failed($"'{text}' must be a workspace's URL alone, without user, port or path.");
        var host = uri.IdnHost.ToLowerInvariant();
        foreach (var (cloud, pattern) in settings.HostPatterns())
        {
            // Account consoles live under the same domains and are no workspaces.
            if (!host.StartsWith("accounts.", StringComparison.Ordinal) && Regex.IsMatch(host, $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant))
                return WorkspaceReading.Of(new UnmanagedWorkspace(host, cloud));
        }

        return WorkspaceReading.Failed($"the host '{host}' matches none of the configured workspace hosts.");
    }

    // People paste the address bar, which names the workspace's number as ?o=…
    private static bool IsWorkspaceQuery(string query) => query.Length == 0 || Regex.IsMatch(query, @"\A\?o=[0-9]*\z", RegexOptions.NonBacktracking);
}
