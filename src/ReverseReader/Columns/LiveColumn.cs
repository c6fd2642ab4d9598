namespace Provisioner.ReverseReader.Columns;

/// <summary>A column of a live table or view, as Unity Catalog describes it.</summary>
/// <param name="TypeText">The type in SQL, for example <c>decimal(10,2)</c>.</param>
public sealed record LiveColumn(string Name, string TypeText, string? Comment, bool Nullable);
