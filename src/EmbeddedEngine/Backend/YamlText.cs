using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>
/// Reads YAML. The files that tools write (block mappings of one-line scalars) are read by a small reader, since every command starts
/// with one and the full parser costs as much as the rest of a command; whatever that reader does not know goes to the full parser.
/// </summary>
internal static class YamlText
{
    private const int MaximumSize = 4 * 1024 * 1024;

    /// <exception cref="BackendException">No YAML; says where.</exception>
    public static YamlNode Parse(string text, string file)
    {
        if (text.Length > MaximumSize)
            throw new BackendException($"{file} is larger than {MaximumSize / 1024 / 1024} MiB");
        return BlockYamlReader.TryRead(text) ?? ParseFully(text, file);
    }

    private static YamlNode ParseFully(string text, string file)
    {
        try
        {
            using var reader = new StringReader(text);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents.Count == 0 ? YamlNode.Empty : Convert(stream.Documents[0].RootNode, file, 0);
        }
        catch (YamlException e)
        {
            throw new BackendException($"{file} is not valid YAML: line {e.Start.Line}, column {e.Start.Column}: {e.Message}");
        }
    }

    private static YamlNode Convert(YamlDotNet.RepresentationModel.YamlNode node, string file, int depth)
    {
        if (depth > 64)
            throw new BackendException($"{file} is nested too deeply");
        return node switch
        {
            YamlScalarNode scalar => new YamlScalar(scalar.Value ?? "", scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any)),
            YamlSequenceNode sequence => new YamlSequence([.. sequence.Children.Select(child => Convert(child, file, depth + 1))]),
            YamlMappingNode mapping => new YamlMapping([.. mapping.Children.Select(item => Item(item, file, depth))]),
            _ => throw new BackendException($"{file}: aliases are not supported"),
        };
    }

    private static KeyValuePair<string, YamlNode> Item(
        KeyValuePair<YamlDotNet.RepresentationModel.YamlNode, YamlDotNet.RepresentationModel.YamlNode> item, string file, int depth) =>
        item.Key is YamlScalarNode key
            ? KeyValuePair.Create(key.Value ?? "", Convert(item.Value, file, depth + 1))
            : throw new BackendException($"{file}: line {item.Key.Start.Line}: a key must be a text");
}
