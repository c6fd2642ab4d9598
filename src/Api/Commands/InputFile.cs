namespace Provisioner.Api.Commands;

/// <summary>Reads what a command is given.</summary>
internal static class InputFile
{
    /// <returns>Null when it cannot be read; that has been said.</returns>
    public static async Task<string?> ReadAsync(string file, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            return file == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{file} cannot be read: {failure.Message}");
            return null;
        }
    }
}
