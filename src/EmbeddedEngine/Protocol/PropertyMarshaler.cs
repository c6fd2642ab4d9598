using System.Collections.Frozen;
using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.Values;
using Struct = Google.Protobuf.WellKnownTypes.Struct;
using Value = Google.Protobuf.WellKnownTypes.Value;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>Property values in the messages of the resource protocol: protobuf structures with signatures for what JSON has no form for.</summary>
internal static class PropertyMarshaler
{
    // One sentinel per type; the first is the one that is written.
    private static readonly FrozenSet<string> Unknowns = new[]
    {
        StateSignatures.UnknownValue, "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", "3eeb2bf0-c639-47a8-9e75-3b44932eb421", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58", "e48ece36-62e2-4504-bad9-02848725956a", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <exception cref="ProtocolException">An asset, or a structure that is none.</exception>
    public static PropertyMap Unmarshal(Struct? properties) => properties is null
        ? PropertyMap.Empty
        : PropertyMap.From(properties.Fields.Select(field => KeyValuePair.Create(field.Key, Unmarshal(field.Value, field.Key))));

    /// <summary>A single value; null stands for none.</summary>
    public static PropertyValue? UnmarshalOptional(Value? value, string name) =>
        value is null or { KindCase: Value.KindOneofCase.None or Value.KindOneofCase.NullValue } ? null : Unmarshal(value, name);

    public static Struct Marshal(PropertyMap properties, bool acceptSecrets, bool acceptResources)
    {
        var result = new Struct();
        foreach (var (name, value) in properties)
            result.Fields[name] = Marshal(value, acceptSecrets, acceptResources);
        return result;
    }

    /// <param name="acceptSecrets">The receiver knows secrets; without it they go out plain, as the protocol has it.</param>
    /// <param name="acceptResources">The receiver knows references to resources; without it gets the id, or the URN of a component.</param>
    public static Value Marshal(PropertyValue value, bool acceptSecrets, bool acceptResources)
    {
        switch (value)
        {
            case NullValue:
                return Value.ForNull();
            case UnknownValue or OutputValue { Element: null }:
                return Value.ForString(StateSignatures.UnknownValue);
            case BoolValue flag:
                return Value.ForBool(flag.Value);
            case NumberValue number:
                return Value.ForNumber(number.Value);
            case StringValue text:
                return Value.ForString(text.Value);
            case ArrayValue array:
                return Value.ForList([.. array.Items.Select(item => Marshal(item, acceptSecrets, acceptResources))]);
            case ObjectValue child:
                return Value.ForStruct(Marshal(child.Properties, acceptSecrets, acceptResources));
            case SecretValue secret:
                return Secret(Marshal(secret.Element, acceptSecrets, acceptResources), acceptSecrets);
            case OutputValue output:
                var inner = Marshal(output.Element!, acceptSecrets, acceptResources);
                return output.Secret ? Secret(inner, acceptSecrets) : inner;
            case ResourceReferenceValue reference:
                return Reference(reference, acceptSecrets, acceptResources);
            default:
                throw new InvalidOperationException($"A value of type {value.GetType().Name} has no form in the protocol.");
        }
    }

    private static Value Secret(Value inner, bool acceptSecrets)
    {
        if (!acceptSecrets)
            return inner;
        var result = Special(StateSignatures.Secret);
        result.Fields["value"] = inner;
        return Value.ForStruct(result);
    }

    private static Value Reference(ResourceReferenceValue reference, bool acceptSecrets, bool acceptResources)
    {
        if (!acceptResources)
            return reference.Id is null ? Value.ForString(reference.Urn) : Marshal(reference.Id, acceptSecrets, acceptResources);
        var result = Special(StateSignatures.ResourceReference);
        result.Fields["urn"] = Value.ForString(reference.Urn);
        if (reference.Id is not null)
            result.Fields["id"] = Marshal(reference.Id, acceptSecrets, acceptResources);
        if (reference.PackageVersion.Length > 0)
            result.Fields["packageVersion"] = Value.ForString(reference.PackageVersion);
        return Value.ForStruct(result);
    }

    private static Struct Special(string signature)
    {
        var result = new Struct();
        result.Fields[StateSignatures.Key] = Value.ForString(signature);
        return result;
    }

    private static PropertyValue Unmarshal(Value value, string path)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.BoolValue:
                return value.BoolValue;
            case Value.KindOneofCase.NumberValue:
                return value.NumberValue;
            case Value.KindOneofCase.StringValue:
                return Unknowns.Contains(value.StringValue) ? PropertyValue.Unknown : value.StringValue;
            case Value.KindOneofCase.ListValue:
                var items = ImmutableArray.CreateBuilder<PropertyValue>(value.ListValue.Values.Count);
                foreach (var item in value.ListValue.Values)
                    items.Add(Unmarshal(item, $"{path}[{items.Count}]"));
                return new ArrayValue(items.MoveToImmutable());
            case Value.KindOneofCase.StructValue:
                var fields = value.StructValue.Fields;
                return fields.TryGetValue(StateSignatures.Key, out var signature) && signature.KindCase == Value.KindOneofCase.StringValue
                    ? UnmarshalSpecial(value.StructValue, signature.StringValue, path)
                    : PropertyMap.From(fields.Select(field => KeyValuePair.Create(field.Key, Unmarshal(field.Value, $"{path}.{field.Key}"))));
            default:
                return PropertyValue.Null;
        }
    }

    private static PropertyValue UnmarshalSpecial(Struct fields, string signature, string path)
    {
        switch (signature)
        {
            case StateSignatures.Secret:
                var element = fields.Fields.TryGetValue("value", out var inner) ? Unmarshal(inner, path) : PropertyValue.Null;
                return element as SecretValue ?? new SecretValue(element);
            case StateSignatures.OutputValue:
                return new OutputValue(
                    fields.Fields.TryGetValue("value", out var known) ? Unmarshal(known, path) : null,
                    fields.Fields.TryGetValue("secret", out var secret) && secret.BoolValue,
                    fields.Fields.TryGetValue("dependencies", out var urns) ? [.. urns.ListValue.Values.Select(urn => urn.StringValue)] : []);
            case StateSignatures.ResourceReference:
                return new ResourceReferenceValue(
                    fields.Fields.TryGetValue("urn", out var urn) ? urn.StringValue : throw new ProtocolException($"{path}: a reference to a resource has no URN"),
                    fields.Fields.TryGetValue("id", out var id) && id.KindCase != Value.KindOneofCase.NullValue ? Unmarshal(id, path) : null,
                    fields.Fields.TryGetValue("packageVersion", out var version) ? version.StringValue : "");
            case StateSignatures.Asset or StateSignatures.Archive:
                throw new ProtocolException($"{path}: assets and archives are not supported by the embedded engine");
            default:
                throw new ProtocolException($"{path}: a value with the unknown signature '{signature}'");
        }
    }
}
