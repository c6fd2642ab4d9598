using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>
/// An argument that the provider wants as JSON text, in the form that the official SDK gives it: the text is in the state. It is secret, unknown or
/// dependent if anything in it is.
/// </summary>
internal static class JsonArgument
{
    public static Output<string>? From(string path, object? value) => value is null ? null : new Output<string>(SerializeAsync(path, value));

    private static async Task<OutputData<string>> SerializeAsync(string path, object value)
    {
        var serializer = new PropertySerializer(new SerializationOptions());
        var serialized = await serializer.SerializeAsync(path, value).ConfigureAwait(false) ?? Value.ForNull();
        var isSecret = false;
        var plain = Unwrap(serialized, ref isSecret);
        return new OutputData<string>(serializer.HasUnknowns ? "" : JsonFormatter.Default.Format(plain), !serializer.HasUnknowns, isSecret, [.. serializer.Dependencies]);
    }

    private static Value Unwrap(Value value, ref bool isSecret)
    {
        if (PropertyDeserializer.SignatureOf(value) == WireNames.SecretSignature)
        {
            isSecret = true;
            return Unwrap(value.StructValue.Fields[WireNames.Value], ref isSecret);
        }

        switch (value.KindCase)
        {
            case Value.KindOneofCase.ListValue:
                var list = new ListValue();
                foreach (var item in value.ListValue.Values)
                    list.Values.Add(Unwrap(item, ref isSecret));
                return new Value { ListValue = list };
            case Value.KindOneofCase.StructValue:
                var fields = new Struct();
                foreach (var (name, member) in value.StructValue.Fields)
                    fields.Fields.Add(name, Unwrap(member, ref isSecret));
                return Value.ForStruct(fields);
            default:
                return value;
        }
    }
}
