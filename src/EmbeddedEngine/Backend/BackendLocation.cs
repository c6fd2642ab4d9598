namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>Where the state of stacks is kept. Only a folder can be: every other kind of address is refused by name.</summary>
/// <param name="Url">As it was configured.</param>
/// <param name="Directory">Full path of the folder that holds <c>.pulumi</c>.</param>
public sealed record BackendLocation(string Url, string Directory)
{
    private const string FilePrefix = "file://";

    /// <exception cref="BackendException">Not a folder.</exception>
    public static BackendLocation Parse(string url, string workingDirectory, IReadOnlyDictionary<string, string?> environment)
    {
        if (!url.StartsWith(FilePrefix, StringComparison.Ordinal))
        {
            var mark = url.IndexOf("://", StringComparison.Ordinal);
            var scheme = mark > 0 ? url[..mark] : url;
            throw new BackendException(
                $"the state backend '{Redact(url)}' is not supported: this engine keeps state in a folder (file://…), not in '{scheme}'");
        }
        var path = url[FilePrefix.Length..];
        var query = path.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0)
            path = path[..query];
        path = Uri.UnescapeDataString(path);
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
        {
            if (!environment.TryGetValue("HOME", out var home) || string.IsNullOrEmpty(home))
                throw new BackendException($"the state backend '{url}' needs the environment variable HOME");
            path = home + path[1..];
        }
        if (path.Length == 0)
            throw new BackendException($"the state backend '{url}' names no folder");
        return new BackendLocation(url, Path.GetFullPath(path, workingDirectory));
    }

    /// <summary>The address of a file below the backend, in the form of the CLI's messages.</summary>
    public string UrlOf(string relativePath) => $"{FilePrefix}{Directory.TrimEnd('/')}/{relativePath}?no_tmp_dir=true";

    // A password in an address (https://user:secret@host) must not reach a log.
    private static string Redact(string url)
    {
        var mark = url.IndexOf("://", StringComparison.Ordinal);
        var at = url.IndexOf('@', StringComparison.Ordinal);
        return mark > 0 && at > mark ? url[..(mark + 3)] + "****:****" + url[at..] : url;
    }
}
