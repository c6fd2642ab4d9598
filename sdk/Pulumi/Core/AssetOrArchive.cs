using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Content that the engine carries to a provider: a file, a text, or a tree of them.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string signature, string property, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Signature = signature;
        Property = property;
        Value = value;
    }

    internal string Signature { get; }

    internal string Property { get; }

    internal object Value { get; }
}

public abstract class Asset : AssetOrArchive
{
    private protected Asset(string property, object value)
        : base(WireNames.AssetSignature, property, value)
    {
    }
}

/// <summary>The content of a local file.</summary>
public sealed class FileAsset(string path) : Asset(WireNames.AssetPath, path);

/// <summary>A text.</summary>
public sealed class StringAsset(string text) : Asset(WireNames.AssetText, text);

/// <summary>What is at a URI (http, https or file).</summary>
public sealed class RemoteAsset(string uri) : Asset(WireNames.AssetUri, uri);

public abstract class Archive : AssetOrArchive
{
    private protected Archive(string property, object value)
        : base(WireNames.ArchiveSignature, property, value)
    {
    }
}

/// <summary>A tree of assets and archives by name.</summary>
public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets) : Archive(WireNames.ArchiveAssets, assets.ToImmutableDictionary());

/// <summary>A local folder or archive file.</summary>
public sealed class FileArchive(string path) : Archive(WireNames.AssetPath, path);

/// <summary>An archive file at a URI.</summary>
public sealed class RemoteArchive(string uri) : Archive(WireNames.AssetUri, uri);
