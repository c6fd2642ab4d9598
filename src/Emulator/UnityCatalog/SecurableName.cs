using System.Text;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>A catalog's, schema's or table's name. Unity Catalog keeps names in lower case and compares them so.</summary>
internal sealed record SecurableName(IReadOnlyList<string> Parts)
{
    public string Full => string.Join('.', Parts);

    public string Leaf => Parts[^1];

    public SecurableName Parent => new([.. Parts.SkipLast(1)]);

    public static SecurableName Of(params IEnumerable<string> parts) => new([.. parts.Select(p => p.ToLowerInvariant())]);

    /// <summary>Splits <c>a.b.c</c> at its dots; a part in backticks may hold dots, and two backticks stand for one.</summary>
    public static IReadOnlyList<string> Split(string full)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < full.Length; i++)
        {
            if (full[i] == '`' && quoted && i + 1 < full.Length && full[i + 1] == '`') part.Append(full[++i]);
            else if (full[i] == '`') quoted = !quoted;
            else if (full[i] == '.' && !quoted) Finish();
            else part.Append(full[i]);
        }

        Finish();
        return parts;

        void Finish()
        {
            parts.Add(part.ToString());
            part.Clear();
        }
    }

    public string Key(string metastore) => metastore + "/" + Full;

    /// <summary>Backticks around the parts that need them.</summary>
    public string Quoted => string.Join('.', Parts.Select(p => "`" + p.Replace("`", "``", StringComparison.Ordinal) + "`"));
}
