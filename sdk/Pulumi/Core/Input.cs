namespace Pulumi;

/// <summary>What a resource takes: a plain value or an output.</summary>
public class Input<T> : IInput
{
    private readonly Output<T>? _output;

    private protected Input(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>For inputs that are made of other inputs: they override <see cref="Output"/>.</summary>
    private protected Input()
    {
    }

    internal virtual Output<T> Output => _output ?? throw new InvalidOperationException($"{GetType()} has no output of its own.");

    private protected virtual IOutput Serialized => Output;

    public static implicit operator Input<T>(T value) => new(Pulumi.Output.Create(value));

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.Output;

    IOutput IInput.ToOutput() => Serialized;
}
