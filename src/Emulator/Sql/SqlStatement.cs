namespace Provisioner.Emulator.Sql;

/// <summary>A statement that the emulator runs.</summary>
internal abstract record SqlStatement;

/// <summary>A column of a new view: its name, and its comment if it has one.</summary>
internal sealed record ViewColumn(string Name, string? Comment);

internal sealed record CreateView(IReadOnlyList<string> Name, bool OrReplace, bool IfNotExists, IReadOnlyList<ViewColumn> Columns, string? Comment, SelectQuery Query) : SqlStatement;

internal sealed record AlterViewAs(IReadOnlyList<string> Name, SelectQuery Query) : SqlStatement;

/// <summary>What is dropped: VIEW or TABLE.</summary>
internal sealed record DropStatement(string Kind, IReadOnlyList<string> Name, bool IfExists) : SqlStatement;

/// <summary>A comment on a CATALOG, SCHEMA, TABLE, VIEW or COLUMN; null takes it away.</summary>
internal sealed record CommentOn(string Kind, IReadOnlyList<string> Name, string? Comment) : SqlStatement;

internal sealed record SelectStatement(SelectQuery Query) : SqlStatement;

/// <summary>A query of one table.</summary>
/// <param name="Items">The selected columns; one that is null is <c>*</c>.</param>
/// <param name="Start">Where its text starts in the statement.</param>
/// <param name="End">Where its text ends.</param>
internal sealed record SelectQuery(IReadOnlyList<SelectItem?> Items, IReadOnlyList<string> From, string? Alias, int Start, int End);

/// <summary>A selected column, with the type it is cast to and the name it gets.</summary>
internal sealed record SelectItem(IReadOnlyList<string> Column, string? CastTo, string? Alias);
