namespace Provisioner.Facts.Catalogs;

/// <summary>What is live under an output port's name.</summary>
public sealed record ViewFacts
{
    public static ViewFacts Absent { get; } = new() { Exists = false };

    public required bool Exists { get; init; }

    /// <summary>Unity Catalog's table type: <c>VIEW</c>, <c>MANAGED</c> …; null when nothing is there.</summary>
    public string? TableType { get; init; }

    public string? Comment { get; init; }

    /// <summary>The query, as it was given.</summary>
    public string? Definition { get; init; }

    public IReadOnlyList<ColumnFact> Columns { get; init; } = [];

    /// <summary>Direct privileges on it.</summary>
    public IReadOnlyList<PrivilegeFact> Privileges { get; init; } = [];
}

/// <summary>A live column.</summary>
/// <param name="Type">As SQL writes it: <c>decimal(10,2)</c>.</param>
public sealed record ColumnFact(string Name, string Type, string? Comment);
