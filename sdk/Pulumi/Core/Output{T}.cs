using Pulumi.Serialization;

namespace Pulumi;

/// <summary>
/// A value that becomes known while the program runs, or only when resources are really created. It remembers whether it is secret and
/// which resources it comes from.
/// </summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> dataTask, bool tracked = true)
    {
        DataTask = dataTask;

        // The program ends when everything that it started has ended, and fails when one of them fails.
        if (tracked && !dataTask.IsCompletedSuccessfully)
            Deployment.Current?.Tasks.Add(dataTask);
    }

    internal Task<OutputData<T>> DataTask { get; }

    public static Output<T> Create(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.IsCompletedSuccessfully
            ? FromData(OutputData<T>.Known(value.Result))
            : new Output<T>(AwaitAsync(value));

        static async Task<OutputData<T>> AwaitAsync(Task<T> value) => OutputData<T>.Known(await value.ConfigureAwait(false));
    }

    /// <summary>A new output of the action's end; the action does not run while the value is unknown.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func)
        => new(ApplyAsync(DataTask, async value =>
        {
            await func(value).ConfigureAwait(false);
            return OutputData<ValueTuple>.Known(ValueTuple.Create());
        }));

    /// <summary>A new output of the function's result; the function does not run while the value is unknown.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func)
        => new(ApplyAsync(DataTask, value => Task.FromResult(OutputData<TResult>.Known(func(value)))));

    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func)
        => new(ApplyAsync(DataTask, async value => OutputData<TResult>.Known(await func(value).ConfigureAwait(false))));

    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func)
        => new(ApplyAsync(DataTask, value => func(value).ToOutput().DataTask));

    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
        => new(ApplyAsync(DataTask, value => (func(value) ?? Output.Create(default(TResult)!)).DataTask));

    /// <summary>Not the value, which may not be there yet, but a text that says so, and a warning in the log.</summary>
    /// <exception cref="InvalidOperationException">PULUMI_ERROR_OUTPUT_STRING is "1" or "true".</exception>
    public override string ToString()
    {
        const string message =
            """
            Calling [ToString] on an [Output<T>] is not supported.

            To get the value of an Output<T> as an Output<string> consider:
            1. o.Apply(v => $"prefix{v}suffix")
            2. Output.Format($"prefix{o}suffix")

            See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.
            """;
        var setting = Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING");
        if (setting == "1" || string.Equals(setting, "true", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException(message);
        if (Deployment.Current is not null)
            Log.Warn(message);
        return message + Environment.NewLine + "This function may throw in a future version of Pulumi.";
    }

    async Task<OutputData<object?>> IOutput.GetDataAsync()
    {
        var data = await DataTask.ConfigureAwait(false);
        return data.Carry<object?>(data.Value);
    }

    internal static Output<T> FromData(OutputData<T> data) => new(Task.FromResult(data));

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        var data = await DataTask.ConfigureAwait(false);
        return data.IsKnown ? data.Value : whenUnknown;
    }

    internal Output<T> WithIsSecret(Task<bool> isSecret)
    {
        return new Output<T>(ChangeAsync());

        async Task<OutputData<T>> ChangeAsync()
        {
            var data = await DataTask.ConfigureAwait(false);
            return data with { IsSecret = await isSecret.ConfigureAwait(false) };
        }
    }

    internal Output<T> With(Func<OutputData<T>, OutputData<T>> change)
    {
        return new Output<T>(ChangeAsync());

        async Task<OutputData<T>> ChangeAsync() => change(await DataTask.ConfigureAwait(false));
    }

    private static async Task<OutputData<TResult>> ApplyAsync<TResult>(Task<OutputData<T>> source, Func<T, Task<OutputData<TResult>>> func)
    {
        var data = await source.ConfigureAwait(false);
        return data.IsKnown
            ? data.Join(await func(data.Value).ConfigureAwait(false))
            : data.Carry(default(TResult)!);
    }
}
