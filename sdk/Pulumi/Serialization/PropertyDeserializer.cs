using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>
/// Turns what was received into plain objects: string, double, bool, <see cref="ImmutableArray{T}"/> and <see cref="ImmutableDictionary{TKey, TValue}"/> of
/// objects, assets, archives, resources. Secrets, unknowns and dependencies anywhere inside are told for the whole.
/// </summary>
internal sealed class PropertyDeserializer
{
    private readonly ImmutableHashSet<Resource>.Builder _resources = ImmutableHashSet.CreateBuilder<Resource>();
    private bool _isKnown = true;
    private bool _isSecret;

    private PropertyDeserializer()
    {
    }

    /// <exception cref="InvalidOperationException">The value breaks the protocol.</exception>
    public static OutputData<object?> Read(Value value)
    {
        var reader = new PropertyDeserializer();
        var plain = reader.ReadValue(value);
        return new OutputData<object?>(plain, reader._isKnown, reader._isSecret, reader._resources.ToImmutable());
    }

    /// <summary>What an object really is, or null for a plain one.</summary>
    public static string? SignatureOf(Value value)
        => value.KindCase == Value.KindOneofCase.StructValue
            && value.StructValue.Fields.TryGetValue(WireNames.Signature, out var signature)
            && signature.KindCase == Value.KindOneofCase.StringValue
                ? signature.StringValue
                : null;

    private object? ReadValue(Value value)
        => value.KindCase switch
        {
            Value.KindOneofCase.NullValue => null,
            Value.KindOneofCase.StringValue when value.StringValue == WireNames.Unknown => Unknown(),
            Value.KindOneofCase.StringValue => value.StringValue,
            Value.KindOneofCase.NumberValue => value.NumberValue,
            Value.KindOneofCase.BoolValue => value.BoolValue,
            Value.KindOneofCase.ListValue => value.ListValue.Values.Select(ReadValue).ToImmutableArray(),
            Value.KindOneofCase.StructValue => SignatureOf(value) is { } signature ? ReadMarked(signature, value.StructValue) : ReadMap(value.StructValue),
            _ => throw new InvalidOperationException($"A value of kind '{value.KindCase}' was received."),
        };

    private object? Unknown()
    {
        _isKnown = false;
        return null;
    }

    // Names that begin with two underscores are the engine's and the providers' own bookkeeping.
    private ImmutableDictionary<string, object?> ReadMap(Struct map)
        => map.Fields.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal)).ToImmutableDictionary(field => field.Key, field => ReadValue(field.Value));

    private object? ReadMarked(string signature, Struct map)
    {
        switch (signature)
        {
            case WireNames.SecretSignature:
                _isSecret = true;
                return ReadValue(map.Fields.GetValueOrDefault(WireNames.Value) ?? throw new InvalidOperationException("A secret without a value was received."));
            case WireNames.OutputSignature:
                return ReadOutput(map);
            case WireNames.ResourceSignature:
                var urn = Text(map, WireNames.Urn) ?? throw new InvalidOperationException("A resource without a URN was received.");
                return ResourceTypes.Construct(urn, Text(map, WireNames.PackageVersion) ?? "");
            case WireNames.AssetSignature:
                return ReadAsset(map);
            case WireNames.ArchiveSignature:
                return ReadArchive(map);
            default:
                return ReadMap(map);
        }
    }

    private object? ReadOutput(Struct map)
    {
        _isSecret |= map.Fields.GetValueOrDefault(WireNames.Secret)?.BoolValue == true;
        foreach (var dependency in map.Fields.GetValueOrDefault(WireNames.Dependencies)?.ListValue?.Values ?? [])
            _resources.Add(new DependencyResource(dependency.StringValue));
        return map.Fields.GetValueOrDefault(WireNames.Value) is { } value ? ReadValue(value) : Unknown();
    }

    private static Asset ReadAsset(Struct map)
        => (Text(map, WireNames.AssetPath), Text(map, WireNames.AssetUri), Text(map, WireNames.AssetText)) switch
        {
            ({ Length: > 0 } path, _, _) => new FileAsset(path),
            (_, { Length: > 0 } uri, _) => new RemoteAsset(uri),
            (_, _, { } text) => new StringAsset(text),
            _ => throw new InvalidOperationException("An asset without path, URI or text was received."),
        };

    private Archive ReadArchive(Struct map)
    {
        if (Text(map, WireNames.AssetPath) is { Length: > 0 } path)
            return new FileArchive(path);
        if (Text(map, WireNames.AssetUri) is { Length: > 0 } uri)
            return new RemoteArchive(uri);
        var assets = map.Fields.GetValueOrDefault(WireNames.ArchiveAssets)?.StructValue
            ?? throw new InvalidOperationException("An archive without path, URI or assets was received.");
        return new AssetArchive(assets.Fields.ToDictionary(
            field => field.Key,
            field => ReadValue(field.Value) as AssetOrArchive ?? throw new InvalidOperationException($"'{field.Key}' of an archive is neither asset nor archive."),
            StringComparer.Ordinal));
    }

    private static string? Text(Struct map, string name)
        => map.Fields.GetValueOrDefault(name) is { KindCase: Value.KindOneofCase.StringValue } value ? value.StringValue : null;
}
