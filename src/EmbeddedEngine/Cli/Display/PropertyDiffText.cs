using System.Text;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Cli.Display;

/// <summary>What differs between two property maps; what is the same at the top is left out.</summary>
internal static class PropertyDiffText
{
    private const int Step = 4;

    public static void Append(StringBuilder text, PropertyMap old, PropertyMap @new, int indent)
    {
        var names = old.Keys.Union(@new.Keys, StringComparer.Ordinal)
            .Where(name => !name.StartsWith("__", StringComparison.Ordinal) && !Equals(old.GetValueOrDefault(name), @new.GetValueOrDefault(name)))
            .Order(StringComparer.Ordinal).ToList();
        var width = names.Count == 0 ? 0 : names.Max(name => name.Length);
        foreach (var name in names)
            Append(text, name.PadRight(width), old.GetValueOrDefault(name), @new.GetValueOrDefault(name), indent);
    }

    private static void Append(StringBuilder text, string name, PropertyValue? old, PropertyValue? @new, int indent)
    {
        if (old is null || @new is null)
        {
            PropertyText.AppendNamed(text, name, (@new ?? old)!, indent, old is null ? "+ " : "- ");
            return;
        }
        PropertyText.Margin(text, indent, "~ ").Append(name).Append(": ");
        switch (old, @new)
        {
            case (ObjectValue before, ObjectValue after):
                text.Append("{\n");
                Append(text, before.Properties, after.Properties, indent + Step);
                PropertyText.Margin(text, indent, "  ").Append("}\n");
                break;
            case (ArrayValue before, ArrayValue after):
                text.Append("[\n");
                for (var at = 0; at < Math.Max(before.Items.Length, after.Items.Length); at++)
                {
                    var (first, second) = (before.Items.ElementAtOrDefault(at), after.Items.ElementAtOrDefault(at));
                    if (!Equals(first, second))
                        Append(text, $"[{at}]", first, second, indent + Step);
                }
                PropertyText.Margin(text, indent, "  ").Append("]\n");
                break;
            default:
                PropertyText.AppendValue(text, old, indent, "  ");
                text.Append(" => ");
                PropertyText.AppendValue(text, @new, indent, "  ");
                text.Append('\n');
                break;
        }
    }
}
