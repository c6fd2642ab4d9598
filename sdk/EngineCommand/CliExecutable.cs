namespace Provisioner.EngineCommand;

/// <summary>Looks for the <c>pulumi</c> executable of an installed CLI.</summary>
internal static class CliExecutable
{
    /// <param name="installation">The folder that holds <c>bin/pulumi</c>; null: the path is searched.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Find(string? installation)
    {
        var name = OperatingSystem.IsWindows() ? "pulumi.exe" : "pulumi";
        if (installation is not null)
        {
            var file = Path.GetFullPath(Path.Combine(installation, "bin", name));
            return File.Exists(file) ? file : throw new InvalidOperationException($"The engine is to be the pulumi CLI, and '{file}' does not exist.");
        }
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("The engine is to be the pulumi CLI, and no folder of the path holds one.");
    }
}
