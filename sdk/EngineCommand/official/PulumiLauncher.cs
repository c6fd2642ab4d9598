namespace Provisioner.EngineCommand;

/// <summary>The file <c>bin/pulumi</c> that the SDK of the official packages starts.</summary>
internal static class PulumiLauncher
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <returns>The folder that holds it.</returns>
    public static string Ensure(EngineCommandOptions options)
    {
        var folder = Path.Combine(Path.GetFullPath(options.Root), "bin");
        var launcher = Path.Combine(folder, "pulumi");
        if (File.Exists(launcher))
        {
            return folder;
        }
        if (OperatingSystem.IsWindows())
        {
            throw new InvalidOperationException("The embedded engine on the official packages needs a Unix: set Engine to cli, or use the embedded build.");
        }
        var program = options.Executable ?? throw new InvalidOperationException("The executable of the engine is not known: set it, or put bin/pulumi into the root folder.");
        Directory.CreateDirectory(folder);
        // Written beside and moved, so that a second process never starts half a file.
        var draft = launcher + "." + Environment.ProcessId;
        File.WriteAllText(draft, $"#!/bin/sh\nexec '{program.Replace("'", "'\\''", StringComparison.Ordinal)}' pulumi \"$@\"\n");
        File.SetUnixFileMode(draft, Executable);
        File.Move(draft, launcher, overwrite: true);
        return folder;
    }
}
