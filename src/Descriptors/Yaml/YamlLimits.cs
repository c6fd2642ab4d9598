namespace Provisioner.Descriptors.Yaml;

/// <summary>How much a document may hold. A descriptor of a hundred components stays far below each of them.</summary>
internal static class YamlLimits
{
    /// <summary>UTF-8 bytes of the whole text.</summary>
    public const int Bytes = 1024 * 1024;

    /// <summary>Levels of lists and maps.</summary>
    public const int Depth = 64;

    /// <summary>Nodes, each alias counted with all that it stands for.</summary>
    public const int Nodes = 200_000;

    /// <summary>Characters of one text.</summary>
    public const int ScalarLength = 64 * 1024;
}
