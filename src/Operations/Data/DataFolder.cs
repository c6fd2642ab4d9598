using System.Security.Cryptography;

namespace Provisioner.Operations.Data;

/// <summary>
/// The folder that holds all that the service keeps: unless the states are elsewhere it is a Pulumi backend (<c>file://</c> this folder) with the
/// operation store, the generated passphrase and the lock file beside the states. One process uses it at a time.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream? _lock;

    private DataFolder(string path, string? states, FileStream? lockFile)
    {
        Path = System.IO.Path.GetFullPath(path);
        StatesFolder = System.IO.Path.GetFullPath(states ?? path);
        _lock = lockFile;
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public string OperationsFile => System.IO.Path.Combine(Path, "operations.db");

    /// <summary>Where each run of the engine has its project file.</summary>
    public string WorkFolder => System.IO.Path.Combine(Path, "work");

    public string PulumiHome => System.IO.Path.Combine(Path, "pulumi-home");

    /// <summary>The address of the state backend.</summary>
    public string BackendUrl => $"file://{StatesFolder}";

    /// <summary>Absolute. Stacks, history, backups and locks are below <c>.pulumi</c> in it.</summary>
    public string StatesFolder { get; }

    /// <summary>Makes the folder if it is not there and locks it for this process; the system lifts the lock when the process ends, however it ends.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="states">Folder of the states; null: the same one.</param>
    /// <exception cref="DataFolderException">Another process uses it, or it cannot be written.</exception>
    public static DataFolder Open(string path, string? states = null)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            var lockFile = new FileStream(System.IO.Path.Combine(full, "service.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var folder = new DataFolder(full, states, lockFile);
            Directory.CreateDirectory(folder.WorkFolder);
            Directory.CreateDirectory(folder.PulumiHome);
            // The file backend keeps everything below this folder and takes a folder without it for an uninitialised one.
            Directory.CreateDirectory(System.IO.Path.Combine(folder.StatesFolder, ".pulumi"));
            return folder;
        }
        catch (IOException failure)
        {
            throw new DataFolderException($"The data folder {full} is used by another process, or cannot be written: {failure.Message}", failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new DataFolderException($"The data folder {full} cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>For reading only, beside the service that has it open. Nothing is made; the folder need not be there.</summary>
    public static DataFolder OpenToRead(string path, string? states = null) => new(path, states, lockFile: null);

    /// <summary>Null when none was ever made.</summary>
    public string? FindPassphrase() => System.IO.Path.Combine(Path, "passphrase") is var file && File.Exists(file) ? File.ReadAllText(file).Trim() : null;

    /// <summary>The passphrase of the folder's states: made once, readable by its owner only.</summary>
    /// <exception cref="DataFolderException">There is a file for it, and nothing in it.</exception>
    public string ReadOrCreatePassphrase()
    {
        var file = System.IO.Path.Combine(Path, "passphrase");
        if (!File.Exists(file))
        {
            // Written aside and moved: a stop in between leaves no empty passphrase behind.
            var temporary = file + ".new";
            File.Delete(temporary);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file);
        }

        return File.ReadAllText(file).Trim() is { Length: > 0 } passphrase
            ? passphrase
            : throw new DataFolderException($"{file} is empty: it held the passphrase of the states' secrets. Bring it back from a backup; or, when there are no states yet, delete it, and another is made.");
    }

    public void Dispose() => _lock?.Dispose();
}
