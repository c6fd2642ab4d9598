using Superpower.Model;

namespace Provisioner.Emulator.Sql;

/// <summary>A statement that fails, with the message that Databricks gives.</summary>
internal sealed class SqlFailure(string message) : Exception(message)
{
    public static SqlFailure Syntax(string near, Position at) =>
        new($"[PARSE_SYNTAX_ERROR] Syntax error at or near {(near == "end of input" ? near : "'" + near + "'")}. SQLSTATE: 42601 (line {Math.Max(1, at.Line)}, pos {Math.Max(0, at.Column - 1)})");

    public static SqlFailure NotEmulated(string word) => new($"[UNSUPPORTED_FEATURE] The emulator does not run statements with {word.ToUpperInvariant()}. SQLSTATE: 0A000");

    public static SqlFailure NoTable(string name) =>
        new($"[TABLE_OR_VIEW_NOT_FOUND] The table or view {name} cannot be found. Verify the spelling and correctness of the schema and catalog. SQLSTATE: 42P01");

    public static SqlFailure NoColumn(string column, IEnumerable<string> known) =>
        new($"[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `{column}` cannot be resolved. Did you mean one of the following? [{string.Join(", ", known.Take(5).Select(k => $"`{k}`"))}]. SQLSTATE: 42703");
}
