using System.Text;
using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Cli.Display;

/// <summary>Property values for people: names aligned, nested values indented, secrets hidden.</summary>
internal static class PropertyText
{
    private const int Step = 4;

    /// <param name="sign">Stands before each line of what is added or removed; two characters.</param>
    public static void Append(StringBuilder text, PropertyMap properties, int indent, string sign = "  ")
    {
        var shown = properties.Where(item => !item.Key.StartsWith("__", StringComparison.Ordinal)).ToList();
        var width = shown.Count == 0 ? 0 : shown.Max(item => item.Key.Length);
        foreach (var (name, value) in shown)
            AppendNamed(text, name.PadRight(width), value, indent, sign);
    }

    public static void AppendNamed(StringBuilder text, string name, PropertyValue value, int indent, string sign)
    {
        Margin(text, indent, sign).Append(name).Append(": ");
        AppendValue(text, value, indent, sign);
        text.Append('\n');
    }

    public static StringBuilder Margin(StringBuilder text, int indent, string sign) => text.Append(' ', Math.Max(indent - 2, 0)).Append(sign);

    /// <summary>Without a line break at the end.</summary>
    public static void AppendValue(StringBuilder text, PropertyValue value, int indent, string sign)
    {
        switch (value)
        {
            case SecretValue or OutputValue { Secret: true }:
                text.Append("[secret]");
                break;
            case UnknownValue or OutputValue { Element: null }:
                text.Append("[unknown]");
                break;
            case NullValue:
                text.Append("<null>");
                break;
            case BoolValue flag:
                text.Append(flag.Value ? "true" : "false");
                break;
            case NumberValue number:
                text.Append(GoJsonWriter.FormatNumber(number.Value));
                break;
            case StringValue literal:
                text.Append(Quote(literal.Value));
                break;
            case ArrayValue { Items: [] }:
                text.Append("[]");
                break;
            case ArrayValue array:
                text.Append("[\n");
                for (var at = 0; at < array.Items.Length; at++)
                    AppendNamed(text, $"[{at}]", array.Items[at], indent + Step, sign);
                Margin(text, indent, sign).Append(']');
                break;
            case ObjectValue child when child.Properties.Keys.All(key => key.StartsWith("__", StringComparison.Ordinal)):
                text.Append("{}");
                break;
            case ObjectValue child:
                text.Append("{\n");
                Append(text, child.Properties, indent + Step, sign);
                Margin(text, indent, sign).Append('}');
                break;
            case OutputValue output:
                AppendValue(text, output.Element!, indent, sign);
                break;
            case ResourceReferenceValue reference:
                text.Append(Quote(reference.Urn));
                break;
        }
    }

    private static string Quote(string value)
    {
        var writer = new GoJsonWriter();
        writer.String(value);
        return writer.ToString();
    }
}
