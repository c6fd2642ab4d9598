using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>The outputs and inputs inside a value that is written as JSON, or what those in a text that is read come from.</summary>
internal sealed class FoundOutputs(OutputData<string> source = default) : JsonConverterFactory
{
    private static readonly ImmutableDictionary<Type, Type> Converters = ImmutableDictionary<Type, Type>.Empty
        .Add(typeof(Output<>), typeof(OutputJsonConverter<>))
        .Add(typeof(Input<>), typeof(InputJsonConverter<>))
        .Add(typeof(InputList<>), typeof(InputListJsonConverter<>))
        .Add(typeof(InputMap<>), typeof(InputMapJsonConverter<>));

    public bool IsKnown { get; private set; } = true;

    public bool IsSecret { get; private set; }

    public ImmutableHashSet<Resource>.Builder Resources { get; } = ImmutableHashSet.CreateBuilder<Resource>();

    /// <summary>An output that had not resolved when it was written; what was written is then worthless.</summary>
    public Task? Unfinished { get; private set; }

    public JsonSerializerOptions AddTo(JsonSerializerOptions? options)
    {
        var extended = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        extended.Converters.Add(this);
        return extended;
    }

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && Converters.ContainsKey(typeToConvert.GetGenericTypeDefinition());

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(Converters[typeToConvert.GetGenericTypeDefinition()].MakeGenericType(typeToConvert.GenericTypeArguments[0]), this)!;

    private void Write<T>(Utf8JsonWriter writer, Output<T> output, JsonSerializerOptions options)
    {
        if (!output.DataTask.IsCompleted)
        {
            Unfinished = output.DataTask;
            writer.WriteNullValue();
            return;
        }

        var data = output.DataTask.GetAwaiter().GetResult();
        Resources.UnionWith(data.Resources);
        IsKnown &= data.IsKnown;
        IsSecret |= data.IsSecret;
        if (data.IsKnown)
            JsonSerializer.Serialize(writer, data.Value, options);
        else
            writer.WriteNullValue();
    }

    private Output<T> Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        => Output<T>.FromData(source.Carry(JsonSerializer.Deserialize<T>(ref reader, options)!));

    private sealed class OutputJsonConverter<T>(FoundOutputs found) : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => found.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options) => found.Write(writer, value, options);
    }

    private sealed class InputJsonConverter<T>(FoundOutputs found) : JsonConverter<Input<T>>
    {
        public override Input<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => found.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Input<T> value, JsonSerializerOptions options) => found.Write(writer, value.Output, options);
    }

    private sealed class InputListJsonConverter<T>(FoundOutputs found) : JsonConverter<InputList<T>>
    {
        public override InputList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => found.Read<ImmutableArray<T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, InputList<T> value, JsonSerializerOptions options) => found.Write(writer, value.Output, options);
    }

    private sealed class InputMapJsonConverter<T>(FoundOutputs found) : JsonConverter<InputMap<T>>
    {
        public override InputMap<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => found.Read<ImmutableDictionary<string, T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, InputMap<T> value, JsonSerializerOptions options) => found.Write(writer, value.Output, options);
    }
}
