using System.Text.Json.Serialization;

namespace Provisioner.ReverseReader.Columns;

/// <summary>A column in the form of the OpenMetadata table schema, as a data contract holds it. Absent members are not written.</summary>
public sealed record OpenMetadataColumn
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("dataType")]
    public required string DataType { get; init; }

    /// <summary>The column's comment; without one, its type in SQL.</summary>
    [JsonPropertyName("description")]
    public required string Description { get; init; }

    /// <summary>Of VARCHAR and CHAR.</summary>
    [JsonPropertyName("dataLength")]
    public int? DataLength { get; init; }

    /// <summary>Of DECIMAL.</summary>
    [JsonPropertyName("precision")]
    public int? Precision { get; init; }

    /// <summary>Of DECIMAL, zero included.</summary>
    [JsonPropertyName("scale")]
    public int? Scale { get; init; }

    /// <summary>PRIMARY_KEY, else NOT_NULL, else absent.</summary>
    [JsonPropertyName("constraint")]
    public string? Constraint { get; init; }

    /// <summary>The whole type in SQL, of nested types.</summary>
    [JsonPropertyName("dataTypeDisplay")]
    public string? DataTypeDisplay { get; init; }

    /// <summary>The type of an array's elements.</summary>
    [JsonPropertyName("arrayDataType")]
    public string? ArrayDataType { get; init; }

    /// <summary>The fields of a struct, or of the structs in an array.</summary>
    [JsonPropertyName("children")]
    public IReadOnlyList<OpenMetadataColumn>? Children { get; init; }
}
