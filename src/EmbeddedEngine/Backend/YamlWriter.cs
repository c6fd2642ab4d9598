namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>Writes nodes in block style.</summary>
internal static class YamlWriter
{
    private const int Step = 2;

    public static void Append(List<string> lines, string key, YamlNode node, int indent) => AppendNode(lines, new string(' ', indent) + YamlScalars.Write(key) + ":", node, indent);

    private static void AppendNode(List<string> lines, string head, YamlNode node, int indent)
    {
        switch (node)
        {
            case YamlScalar scalar:
                lines.Add($"{head} {(scalar.Quoted ? YamlScalars.Write(scalar.Value) : scalar.IsNull ? "null" : scalar.Value)}");
                break;
            case YamlMapping { Items: [] }:
                lines.Add(head + " {}");
                break;
            case YamlSequence { Items: [] }:
                lines.Add(head + " []");
                break;
            case YamlMapping mapping:
                lines.Add(head);
                foreach (var (key, value) in mapping.Items)
                    Append(lines, key, value, indent + Step);
                break;
            case YamlSequence sequence:
                lines.Add(head);
                foreach (var item in sequence.Items)
                    AppendItem(lines, item, indent + Step);
                break;
            default:
                throw new InvalidOperationException($"Unknown node {node.GetType().Name}.");
        }
    }

    // An item's first line stands behind its dash.
    private static void AppendItem(List<string> lines, YamlNode item, int indent)
    {
        var dash = new string(' ', indent) + "-";
        if (item is not YamlMapping { Items.Length: > 0 } mapping)
        {
            AppendNode(lines, dash, item, indent);
            return;
        }
        var inner = new List<string>();
        foreach (var (key, value) in mapping.Items)
            Append(inner, key, value, indent + Step);
        inner[0] = dash + " " + inner[0].TrimStart(' ');
        lines.AddRange(inner);
    }
}
