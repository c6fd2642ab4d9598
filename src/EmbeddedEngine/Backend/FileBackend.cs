using System.Text.Json;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>The CLI's state folder, project-scoped layout (meta version 1).</summary>
internal sealed class FileBackend
{
    private const string MetaPath = ".pulumi/meta.yaml";
    private const string StacksPath = ".pulumi/stacks";

    private FileBackend(BackendLocation location) => Location = location;

    public BackendLocation Location { get; }

    /// <exception cref="BackendException">No such folder, or a layout that this engine does not know.</exception>
    public static FileBackend Open(BackendLocation location)
    {
        if (!Directory.Exists(location.Directory))
            throw new BackendException($"unable to open state directory \"{location.Url}\": the folder {location.Directory} does not exist");
        var meta = Path.Combine(location.Directory, MetaPath);
        if (File.Exists(meta))
            CheckMeta(meta);
        else if (HasLegacyStacks(location))
            throw new BackendException($"the state in {location.Directory} has no project-scoped layout: upgrade it with 'pulumi state upgrade' of the pulumi CLI");
        else
            DurableFile.Write(meta, "version: 1\n"u8, durable: false);
        return new FileBackend(location);
    }

    /// <summary>One that is compressed exists as well, although it is refused: another must not be made beside it.</summary>
    public bool Exists(StackReference stack) => File.Exists(PathOf(stack)) || IsCompressed(stack);

    public IEnumerable<StackReference> List(string? project)
    {
        var root = Path.Combine(Location.Directory, StacksPath);
        if (!Directory.Exists(root))
            yield break;
        IEnumerable<string> folders = project is null ? Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal) : [Path.Combine(root, project)];
        foreach (var folder in folders.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                yield return new StackReference(Path.GetFileName(folder), Path.GetFileNameWithoutExtension(file));
        }
    }

    /// <summary>The state file as it is; the caller disposes of it.</summary>
    public JsonDocument Read(StackReference stack)
    {
        var path = PathOf(stack);
        if (IsCompressed(stack))
            throw new BackendException($"the state of '{stack.Name}' is compressed: this engine reads uncompressed state");
        return CheckpointJson.Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Replaces the state; the one before stays beside it as <c>.bak</c>.</summary>
    public void Write(StackReference stack, ReadOnlySpan<byte> text)
    {
        var path = PathOf(stack);
        if (File.Exists(path))
            File.Copy(path, path + ".bak", overwrite: true);
        DurableFile.Write(path, text, durable: true);
    }

    public void Remove(StackReference stack, bool withBackups)
    {
        var path = PathOf(stack);
        if (withBackups)
        {
            File.Delete(path + ".bak");
            var backups = Path.Combine(Location.Directory, stack.BackupDirectory);
            if (Directory.Exists(backups))
                Directory.Delete(backups, recursive: true);
            File.Delete(path);
        }
        else
        {
            File.Move(path, path + ".bak", overwrite: true);
        }
        File.Delete(Path.Combine(Location.Directory, stack.TagsPath));
        new UpdateHistory(Location, stack).Remove();
    }

    /// <summary>Moves tags and history of a stack whose state has been written under its new name; the old state stays as <c>.bak</c>.</summary>
    public void MoveRest(StackReference source, StackReference target)
    {
        var tags = new StackTags(Location, source);
        new StackTags(Location, target).Write(tags.Read());
        new UpdateHistory(Location, source).MoveTo(new UpdateHistory(Location, target));
        Remove(source, withBackups: false);
    }

    private bool IsCompressed(StackReference stack) => File.Exists(PathOf(stack) + ".gz") || File.Exists(PathOf(stack) + ".zst");

    public string PathOf(StackReference stack) => Path.Combine(Location.Directory, stack.CheckpointPath);

    private static void CheckMeta(string path)
    {
        var version = YamlText.Parse(File.ReadAllText(path), path)["version"]?.Text;
        if (version is null)
            throw new BackendException($"corrupt store: missing version in \"{path}\"");
        if (version != "1")
            throw new BackendException($"state store unsupported: 'meta.yaml' version ({version}) is not supported by this engine");
    }

    // The layout before projects had the stacks directly in the folder.
    private static bool HasLegacyStacks(BackendLocation location)
    {
        var root = Path.Combine(location.Directory, StacksPath);
        return Directory.Exists(root) && Directory.EnumerateFiles(root, "*.json").Any();
    }
}
