using System.Security.Cryptography;
using Provisioner.Databricks;

namespace Provisioner.ReverseReader.Notebooks;

/// <summary>Content hashes of notebooks as the workspace exports them now.</summary>
internal sealed class NotebookReader(WorkspaceClient workspace)
{
    private const int MaxAtOnce = 8;

    /// <returns>SHA-256 in lower-case hex digits, by path; a notebook that is not there is left out.</returns>
    public async Task<IReadOnlyDictionary<string, string>> HashesAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        using var gate = new SemaphoreSlim(MaxAtOnce);
        var hashes = await Task.WhenAll(paths.Distinct(StringComparer.Ordinal).Select(async path =>
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                return (Path: path, Hash: await HashAsync(path, cancellationToken));
            }
            finally
            {
                gate.Release();
            }
        }));
        return hashes.Where(one => one.Hash is not null).ToDictionary(one => one.Path, one => one.Hash!, StringComparer.Ordinal);
    }

    private async Task<string?> HashAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var exported = await workspace.Objects.ExportAsync(path, "SOURCE", cancellationToken);
            return Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(exported.Content)));
        }
        catch (DatabricksApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }
}
