using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Provisioner.Descriptors.Yaml;

/// <summary>Reads one YAML (or JSON) document into a tree. The parser's events are taken one by one and the first that passes a limit ends the reading,
/// so that hostile text costs no more than its own length.</summary>
internal sealed class YamlTreeReader
{
    private static readonly YamlScalar Unread = new("", IsPlain: true, 0, 0);

    private const char ByteOrderMark = '\ufeff';

    private readonly IParser _parser;
    private readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlTreeReader(IParser parser) => _parser = parser;

    public static YamlReading Read(string text)
    {
        // A byte order mark is nobody's fault; the parser would take it for the first letter of the first key.
        if (text.StartsWith(ByteOrderMark))
            text = text[1..];
        if (text.Length > YamlLimits.Bytes || Encoding.UTF8.GetByteCount(text) > YamlLimits.Bytes)
            return YamlReading.Failed($"is larger than {YamlLimits.Bytes} bytes.");
        if (YamlCharacters.FirstForbidden(text) is { } forbidden)
            return YamlReading.Failed(forbidden);
        try
        {
            return YamlReading.Of(new YamlTreeReader(new Parser(new StringReader(text))).ReadDocument());
        }
        catch (YamlRejectedException rejected)
        {
            return YamlReading.Failed(rejected.Message);
        }
        catch (YamlException broken)
        {
            return YamlReading.Failed($"is no YAML: {Shorten(broken.Message)} (line {broken.Start.Line}, column {broken.Start.Column}).");
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // YamlDotNet's scanner lets a few of its own slips through as these; to the caller all are a text that is no YAML.
            return YamlReading.Failed($"is no YAML: {Shorten(broken.Message)}");
        }
    }

    private YamlNode ReadDocument()
    {
        _ = Next();
        if (Next() is not DocumentStart)
            throw new YamlRejectedException("is empty.");
        var root = ReadNode(Next(), 1);
        if (Next() is not DocumentEnd)
            throw new YamlRejectedException("holds more than one value.");
        if (Next() is not StreamEnd)
            throw new YamlRejectedException("holds more than one document.");
        return root;
    }

    private ParsingEvent Next() => _parser.MoveNext() ? _parser.Current! : throw new YamlRejectedException("ends too early.");

    private YamlNode ReadNode(ParsingEvent start, int depth)
    {
        if (depth > YamlLimits.Depth)
            throw Rejected(start, $"is nested deeper than {YamlLimits.Depth} levels");
        if (start is AnchorAlias alias)
            return Resolve(alias, depth);
        Count(start, 1);
        if (start is NodeEvent { Tag.IsEmpty: false } tagged)
            throw Rejected(start, $"holds the tag '{Shorten(tagged.Tag.Value)}'; tags are not allowed");
        var anchor = start is NodeEvent { Anchor.IsEmpty: false } anchored ? anchored.Anchor.Value : null;
        if (anchor is not null)
        {
            _anchors[anchor] = null;
            if (_anchors.Count > YamlLimits.Anchors)
                throw Rejected(start, $"holds more than {YamlLimits.Anchors} anchors");
        }

        YamlNode node = start switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadSequence(start, depth),
            MappingStart => ReadMapping(start, depth),
            _ => throw Rejected(start, "is no YAML"),
        };
        if (anchor is not null)
            _anchors[anchor] = node;
        return node;
    }

    private YamlNode Resolve(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
            throw Rejected(alias, $"uses the alias '{Shorten(alias.Value.Value)}', which names nothing");
        if (node is null)
            throw Rejected(alias, $"holds itself through the alias '{Shorten(alias.Value.Value)}'");
        if (depth + node.Height - 1 > YamlLimits.Depth)
            throw Rejected(alias, $"is nested deeper than {YamlLimits.Depth} levels");
        Count(alias, node.Weight);
        return node;
    }

    private static YamlScalar ReadScalar(Scalar scalar)
    {
        if (scalar.Value.Length > YamlLimits.ScalarLength)
            throw Rejected(scalar, $"holds a text of more than {YamlLimits.ScalarLength} characters");
        // An escape in a quoted text can make what the document itself may not hold.
        if (scalar.Style == ScalarStyle.DoubleQuoted && YamlCharacters.FirstForbidden(scalar.Value) is not null)
            throw Rejected(scalar, "holds a text with a control character");
        return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, (int)scalar.Start.Line, (int)scalar.Start.Column);
    }

    private YamlSequence ReadSequence(ParsingEvent start, int depth)
    {
        var items = new List<YamlNode>();
        for (var next = Next(); next is not SequenceEnd; next = Next())
            items.Add(ReadNode(next, depth + 1));
        return new YamlSequence(items, (int)start.Start.Line, (int)start.Start.Column);
    }

    private YamlMapping ReadMapping(ParsingEvent start, int depth)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            var key = ReadKey(next);
            Count(next, 1);
            if (!fields.TryAdd(key, Unread))
                throw Rejected(next, $"holds the key '{Shorten(key)}' twice");
            fields[key] = ReadNode(Next(), depth + 1);
        }

        return new YamlMapping(fields, (int)start.Start.Line, (int)start.Start.Column);
    }

    private static string ReadKey(ParsingEvent key)
    {
        if (key is not Scalar { Tag.IsEmpty: true } scalar)
            throw Rejected(key, "holds a key that is no text");
        var read = ReadScalar(scalar);
        if (read.IsPlain && YamlScalarKind.OfPlain(read.Text) == YamlScalarType.Null)
            throw Rejected(key, $"holds the key '{Shorten(read.Text)}', which is {read.Description} and no text (quote it)");
        if (read is { Text: "<<", IsPlain: true })
            throw Rejected(key, "holds the merge key '<<'; write the fields out");
        return read.Text;
    }

    private void Count(ParsingEvent at, int nodes)
    {
        _nodes += nodes;
        if (_nodes > YamlLimits.Nodes)
            throw Rejected(at, $"holds more than {YamlLimits.Nodes} values, its aliases counted in full");
    }

    private static YamlRejectedException Rejected(ParsingEvent at, string what) => new($"{what} (line {at.Start.Line}, column {at.Start.Column}).");

    private static string Shorten(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
