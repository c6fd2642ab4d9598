namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Columns with two blanks between them; the last one is not filled up.</summary>
internal static class TextTable
{
    public static void Print(TextWriter output, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows, string prefix = "")
    {
        var all = rows.Prepend(headers).ToList();
        var widths = headers.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        foreach (var row in all)
        {
            output.Write(prefix);
            for (var column = 0; column < row.Count; column++)
                output.Write(column == row.Count - 1 ? row[column] : row[column].PadRight(widths[column] + 2));
            output.Write('\n');
        }
    }
}
