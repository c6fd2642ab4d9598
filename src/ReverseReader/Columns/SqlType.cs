using System.Collections.Immutable;

namespace Provisioner.ReverseReader.Columns;

/// <summary>A column type of Unity Catalog, read from its <c>type_text</c>.</summary>
internal abstract record SqlType
{
    private protected SqlType()
    {
    }
}

/// <param name="Name">Upper case, without parameters: <c>BIGINT</c>, <c>DECIMAL</c>, <c>VARCHAR</c>, <c>INTERVAL</c> …</param>
/// <param name="Parameters">Numbers in parentheses: precision and scale, or length.</param>
internal sealed record ScalarType(string Name, ImmutableArray<int> Parameters) : SqlType;

internal sealed record ArrayType(SqlType Element) : SqlType;

internal sealed record MapType(SqlType Key, SqlType Value) : SqlType;

internal sealed record StructType(ImmutableArray<StructField> Fields) : SqlType;

internal sealed record StructField(string Name, SqlType Type, string TypeText, bool Nullable, string? Comment);
