using Provisioner.Descriptors.Components;

namespace Provisioner.Stacks.OutputPorts;

/// <summary>The statement of a view. Every name is a quoted identifier: nothing of a descriptor is ever read as SQL.</summary>
internal static class Sql
{
    public static string Select(IEnumerable<string> columns, TableName table) =>
        $"SELECT {string.Join(", ", columns.Select(Quote))} FROM {Quote(table.Catalog)}.{Quote(table.Schema)}.{Quote(table.Name)}";

    /// <summary>A backtick inside a quoted identifier is written twice.</summary>
    public static string Quote(string identifier) => $"`{identifier.Replace("`", "``", StringComparison.Ordinal)}`";
}
