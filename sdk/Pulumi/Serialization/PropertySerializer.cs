using System.Collections;
using System.Reflection;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Pulumi.Serialization;

/// <summary>
/// Turns what programs write into what is sent, and remembers the resources that the values come from. One instance per property, since
/// dependencies are told per property.
/// </summary>
internal sealed class PropertySerializer(SerializationOptions options)
{
    public HashSet<Resource> Dependencies { get; } = [];

    /// <summary>Somewhere in what was serialised there is an unknown.</summary>
    public bool HasUnknowns { get; private set; }

    /// <summary>The value to send; null means that the property is left out.</summary>
    /// <exception cref="InvalidOperationException">The value, or one inside it, is of a type that cannot be sent; the message has its path.</exception>
    public async ValueTask<Value?> SerializeAsync(string path, object? value)
    {
        switch (value)
        {
            case null or ValueTuple:
                return null;
            case bool flag:
                return Value.ForBool(flag);
            case int number:
                return Value.ForNumber(number);
            case double number:
                return Value.ForNumber(number);
            case string text:
                return Value.ForString(text);
            case Enum number when number.GetTypeCode() == TypeCode.Int32:
                return Value.ForNumber((int)value);
            case InputArgs arguments:
                return await SerializeMapAsync(path, arguments.ToDictionary()).ConfigureAwait(false);
            case AssetOrArchive content:
                return await SerializeContentAsync(path, content).ConfigureAwait(false);
            case IInput input:
                return await SerializeOutputAsync(path, input.ToOutput()).ConfigureAwait(false);
            case IOutput output:
                return await SerializeOutputAsync(path, output).ConfigureAwait(false);
            case IUnion union:
                return await SerializeAsync(path, union.Value).ConfigureAwait(false);
            case JsonElement json:
                return JsonValues.ToValue(json);
            case Resource resource:
                return await SerializeResourceAsync(path, resource).ConfigureAwait(false);
            case Task:
                throw new InvalidOperationException($"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{path}");
            case IDictionary map:
                return await SerializeMapAsync(path, map).ConfigureAwait(false);
            case IList list:
                return await SerializeListAsync(path, list).ConfigureAwait(false);
            default:
                return await SerializeTypedAsync(path, value).ConfigureAwait(false);
        }
    }

    private static Value Marked(string signature, params ReadOnlySpan<(string Name, Value? Value)> fields)
    {
        var marked = new Struct { Fields = { [WireNames.Signature] = Value.ForString(signature) } };
        foreach (var (name, value) in fields)
        {
            if (value is not null)
                marked.Fields[name] = value;
        }

        return Value.ForStruct(marked);
    }

    private Value Unknown()
    {
        HasUnknowns = true;
        return Value.ForString(WireNames.Unknown);
    }

    private async ValueTask<Value?> SerializeOutputAsync(string path, IOutput output)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        Dependencies.UnionWith(data.Resources);
        if (options.KeepOutputs)
            return await SerializeKeptOutputAsync(path, data).ConfigureAwait(false);
        if (!data.IsKnown)
            return Unknown();
        var value = await SerializeAsync(path, data.Value).ConfigureAwait(false);
        return data.IsSecret ? Marked(WireNames.SecretSignature, (WireNames.Value, value ?? Value.ForNull())) : value;
    }

    private async ValueTask<Value?> SerializeKeptOutputAsync(string path, OutputData<object?> data)
    {
        HasUnknowns |= !data.IsKnown;

        // What is inside an output is told by the output itself.
        var inner = new PropertySerializer(options with { KeepOutputs = false });
        var value = data.IsKnown ? await inner.SerializeAsync(path, data.Value).ConfigureAwait(false) : null;
        HasUnknowns |= inner.HasUnknowns;
        inner.Dependencies.UnionWith(data.Resources);
        Dependencies.UnionWith(inner.Dependencies);
        if (data is { IsKnown: true, IsSecret: false } && inner.Dependencies.Count == 0)
            return value;

        var urns = await DependencyGraph.GetUrnsAsync(inner.Dependencies).ConfigureAwait(false);
        return Marked(
            WireNames.OutputSignature,
            (WireNames.Value, data.IsKnown ? value ?? Value.ForNull() : null),
            (WireNames.Secret, data.IsSecret ? Value.ForBool(true) : null),
            (WireNames.Dependencies, urns.Count > 0 ? Value.ForList([.. urns.Select(Value.ForString)]) : null));
    }

    private async ValueTask<Value?> SerializeResourceAsync(string path, Resource resource)
    {
        // Reading id and URN makes the resource a dependency, unless the receiver is told by the reference.
        var reader = options is { KeepResources: true, ReferencesAreNoDependencies: true }
            ? new PropertySerializer(new SerializationOptions())
            : this;
        if (resource is not CustomResource custom)
        {
            // A component is known by its URN alone: its properties may hold its children, and those wait for it.
            var componentUrn = await reader.SerializeOutputAsync(path, resource.Urn).ConfigureAwait(false);
            return options.KeepResources ? Marked(WireNames.ResourceSignature, (WireNames.Urn, componentUrn)) : componentUrn;
        }

        reader.Dependencies.Add(custom);
        var idData = custom.Id is null ? OutputData<string>.Known("") : await custom.Id.DataTask.ConfigureAwait(false);
        if (!options.KeepResources)
            return idData.IsKnown ? Value.ForString(idData.Value) : Unknown();
        var urn = await custom.Urn.GetValueAsync(whenUnknown: WireNames.Unknown).ConfigureAwait(false);
        return Marked(WireNames.ResourceSignature, (WireNames.Urn, Value.ForString(urn)), (WireNames.Id, Value.ForString(idData.IsKnown ? idData.Value : "")));
    }

    private async ValueTask<Value> SerializeContentAsync(string path, AssetOrArchive content)
        => Marked(content.Signature, (content.Property, await SerializeAsync($"{path}.{content.Property}", content.Value).ConfigureAwait(false)));

    private async ValueTask<Value> SerializeMapAsync(string path, IDictionary map)
    {
        var names = new List<string>(map.Count);
        foreach (var key in map.Keys)
            names.Add(key as string ?? throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{path}"));

        // In order of name: the same program sends the same bytes.
        names.Sort(StringComparer.Ordinal);
        var fields = new Struct();
        foreach (var name in names)
        {
            if (await SerializeAsync($"{path}.{name}", map[name]).ConfigureAwait(false) is { } value)
                fields.Fields.Add(name, value);
        }

        return Value.ForStruct(fields);
    }

    private async ValueTask<Value> SerializeListAsync(string path, IList list)
    {
        var values = new ListValue();

        // A default ImmutableArray throws on every member; it is the empty list here.
        if (!IsDefaultImmutableArray(list))
        {
            for (var i = 0; i < list.Count; i++)
                values.Values.Add(await SerializeAsync($"{path}[{i}]", list[i]).ConfigureAwait(false) ?? Value.ForNull());
        }

        return new Value { ListValue = values };
    }

    private static bool IsDefaultImmutableArray(IList list)
        => list.GetType() is { IsValueType: true, IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(System.Collections.Immutable.ImmutableArray<>)
            && list.Equals(Activator.CreateInstance(type));

    private async ValueTask<Value?> SerializeTypedAsync(string path, object value)
    {
        var type = value.GetType();
        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute)))
            return await SerializeAsync(path, EnumTypes.Unwrap(value)).ConfigureAwait(false);
        if (!type.IsDefined(typeof(OutputTypeAttribute)))
            throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{path}");

        // An output given back as an input: its fields are the object's, with a small first letter.
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(field => field.IsInitOnly))
            fields[char.ToLowerInvariant(field.Name[0]) + field.Name[1..]] = field.GetValue(value);
        return await SerializeMapAsync(path, fields).ConfigureAwait(false);
    }
}
