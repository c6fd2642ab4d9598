namespace Provisioner.Emulator.Sql;

/// <summary>Words that end something or that the emulator refuses by name.</summary>
internal static class SqlWords
{
    /// <summary>After a column or a table these start the next clause and are no alias.</summary>
    public static string[] EndSelection { get; } = ["FROM", "WHERE", "LIMIT", "ORDER", "GROUP", "HAVING", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "UNION", "EXCEPT", "INTERSECT", "ON", "USING", "AS"];

    public static string[] NotEmulated { get; } =
    [
        "INSERT", "UPDATE", "DELETE", "MERGE", "GRANT", "REVOKE", "SHOW", "DESCRIBE", "DESC", "USE", "SET", "TRUNCATE", "OPTIMIZE", "VACUUM", "REFRESH", "ANALYZE", "WITH", "VALUES", "EXPLAIN", "COPY",
    ];

    public static string[] BeyondOneTable { get; } = ["GROUP", "HAVING", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "UNION", "EXCEPT", "INTERSECT", "DISTINCT", "CASE", "WITH", "MATERIALIZED", "TEMPORARY", "TEMP", "FUNCTION", "SCHEMA"];
}
