namespace Provisioner.Descriptors.Yaml;

/// <summary>How much a document may hold. A descriptor of a hundred components stays far below each of them, and one that reaches them all is read in less than a
/// tenth of a second.</summary>
internal static class YamlLimits
{
    /// <summary>UTF-8 bytes of the whole text.</summary>
    public const int Bytes = 1024 * 1024;

    /// <summary>Levels of lists and maps.</summary>
    public const int Depth = 64;

    /// <summary>Nodes, each alias counted with all that it stands for. Descriptors have some 16 characters for each, so that few are refused for it that are not too large.</summary>
    public const int Nodes = 65_536;

    /// <summary>Names for aliases to use.</summary>
    public const int Anchors = 1000;

    /// <summary>Characters of one text.</summary>
    public const int ScalarLength = 64 * 1024;
}
