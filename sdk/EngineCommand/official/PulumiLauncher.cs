namespace Provisioner.EngineCommand;

/// <summary>The file <c>bin/pulumi</c> that the SDK of the official packages starts. It notes its process, which becomes the engine's, where it is told to.</summary>
internal sealed class PulumiLauncher
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const string ProcessFileExtension = ".pid";

    private PulumiLauncher(string root) => Root = root;

    /// <summary>Environment variable with the file that the process id is written to.</summary>
    public static string ProcessFileVariable => "PROVISIONER_PROCESS_FILE";

    public string Root { get; }

    /// <summary>The folder that holds it.</summary>
    public string Folder => Path.Combine(Root, "bin");

    /// <param name="root">Where it is made.</param>
    /// <param name="engine">The engine's executable and first arguments.</param>
    public static PulumiLauncher Ensure(string root, IEnumerable<string> engine)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new InvalidOperationException("The embedded engine on the official packages needs a Unix: set Engine to cli, or use the embedded build.");
        }
        var launcher = new PulumiLauncher(Path.GetFullPath(root));
        var file = Path.Combine(launcher.Folder, "pulumi");
        var text = $"#!/bin/sh\n[ -z \"${ProcessFileVariable}\" ] || echo $$ >\"${ProcessFileVariable}\"\nexec {string.Join(' ', engine.Select(Quote))} \"$@\"\n";
        Directory.CreateDirectory(launcher.Folder);
        // Of commands that were under way when an earlier process was killed.
        foreach (var left in Directory.EnumerateFiles(launcher.Root, "*" + ProcessFileExtension))
        {
            File.Delete(left);
        }
        // The program may have moved since, or be another engine.
        if (!File.Exists(file) || File.ReadAllText(file) != text)
        {
            // Written beside and moved, so that a second process never starts half a file.
            var draft = file + "." + Environment.ProcessId;
            File.WriteAllText(draft, text);
            File.SetUnixFileMode(draft, Executable);
            File.Move(draft, file, overwrite: true);
        }
        return launcher;
    }

    public string NewProcessFile() => Path.Combine(Root, Guid.NewGuid().ToString("N") + ProcessFileExtension);

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
