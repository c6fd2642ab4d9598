using System.Collections.Immutable;
using System.Globalization;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Makes outputs, and joins several into one.</summary>
public static partial class Output
{
    public static Output<T> Create<T>(T value) => Output<T>.FromData(OutputData<T>.Known(value));

    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    /// <summary>An output whose value is encrypted in the state and masked in events.</summary>
    public static Output<T> CreateSecret<T>(T value) => Output<T>.FromData(OutputData<T>.Known(value) with { IsSecret = true });

    public static Output<T> CreateSecret<T>(Task<T> value) => CreateSecret(Output<T>.Create(value));

    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.With(data => data with { IsSecret = true });
    }

    /// <summary>The same value, no longer secret.</summary>
    public static Output<T> Unsecret<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.With(data => data with { IsSecret = false });
    }

    public static async Task<bool> IsSecretAsync<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return (await output.DataTask.ConfigureAwait(false)).IsSecret;
    }

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(inputs.AsEnumerable());

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs)
    {
        var taken = inputs.ToArray();
        return OutputMerge.Run(async merge =>
        {
            var values = ImmutableArray.CreateBuilder<T>(taken.Length);
            foreach (var input in taken)
                values.Add(await merge.AddAsync(input).ConfigureAwait(false));
            return values.MoveToImmutable();
        });
    }

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All(outputs.AsEnumerable());

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => All(outputs.Select(output => (Input<T>)output));

    /// <summary>An interpolated string whose holes may be outputs or inputs.</summary>
    public static Output<string> Format(FormattableString formattableString)
        => All(formattableString.GetArguments().Select(ToObjectInput))
            .Apply(values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, [.. values]));

    private static Input<object?> ToObjectInput(object? argument)
        => argument switch
        {
            IInput input => new Output<object?>(input.ToOutput().GetDataAsync()),
            IOutput output => new Output<object?>(output.GetDataAsync()),
            _ => Create(argument),
        };
}
