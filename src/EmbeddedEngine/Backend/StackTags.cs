using System.Collections.Immutable;
using System.Text.Json;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>Tags of a stack: a file beside its state.</summary>
internal sealed class StackTags(BackendLocation location, StackReference stack)
{
    private const int Version = 1;

    private readonly string _path = Path.Combine(location.Directory, stack.TagsPath);

    public ImmutableSortedDictionary<string, string> Read()
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (!File.Exists(_path))
            return result.ToImmutable();
        using var document = CheckpointJson.Parse(File.ReadAllBytes(_path), _path);
        var fields = new StateFields(document.RootElement, _path);
        if (fields.Integer("version") != Version)
            throw new BackendException($"{_path} has version {fields.Integer("version")}: this engine reads version {Version}");
        if (fields.TryGet("tags", out var tags) && tags.ValueKind == JsonValueKind.Object)
        {
            foreach (var tag in tags.EnumerateObject())
                result[tag.Name] = tag.Value.ToString();
        }
        return result.ToImmutable();
    }

    public void Write(ImmutableSortedDictionary<string, string> tags)
    {
        if (tags.IsEmpty)
        {
            File.Delete(_path);
            return;
        }
        var writer = new GoJsonWriter();
        writer.StartObject();
        writer.Name("version");
        writer.Integer(Version);
        writer.Name("tags");
        writer.StartObject();
        foreach (var (name, value) in tags)
            writer.String(name, value);
        writer.EndObject();
        writer.EndObject();
        DurableFile.Write(_path, writer.Written.Span, durable: false);
    }
}
