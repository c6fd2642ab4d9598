using System.Text.Json;
using Pulumi.Serialization;

namespace Pulumi;

/// <content>JSON texts of outputs, and outputs of JSON texts.</content>
public static partial class Output
{
    /// <summary>The JSON text of a value that may hold outputs and inputs: secret if one of them is, unknown while one of them is.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Output<string>(SerializeAsync());

        async Task<OutputData<string>> SerializeAsync()
        {
            var data = await value.DataTask.ConfigureAwait(false);
            if (!data.IsKnown)
                return data.Carry("");
            while (true)
            {
                // A converter cannot wait. What it had to wait for is waited for here, and the value is written again.
                var found = new FoundOutputs();
                var json = JsonSerializer.Serialize(data.Value, found.AddTo(options));
                if (found.Unfinished is null)
                    return data.Join(new OutputData<string>(found.IsKnown ? json : "", found.IsKnown, found.IsSecret, found.Resources.ToImmutable()));
                await found.Unfinished.ConfigureAwait(false);
            }
        }
    }

    /// <summary>The value of a JSON text; outputs and inputs in it are as secret and dependent as the text.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new Output<T>(DeserializeAsync());

        async Task<OutputData<T>> DeserializeAsync()
        {
            var text = await json.DataTask.ConfigureAwait(false);
            return text.Carry(text.IsKnown ? JsonSerializer.Deserialize<T>(text.Value, new FoundOutputs(text).AddTo(options))! : default!);
        }
    }
}
