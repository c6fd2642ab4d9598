using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>An output of a resource that the engine's answer fills.</summary>
internal abstract class OutputCompletion
{
    public abstract IOutput Output { get; }

    public abstract void Complete(Value value, IEnumerable<Resource> dependencies, string path, Action<string> warn);

    public abstract void CompleteText(string value, bool isKnown);

    public abstract void CompleteWithDefault(bool isKnown);

    /// <summary>Unless it is filled already.</summary>
    public abstract void TryFail(Exception exception);
}

internal sealed class OutputCompletion<T> : OutputCompletion
{
    // What waits for an output is the program's: it must not run inside the loop that fills the others.
    private readonly TaskCompletionSource<OutputData<T>> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ImmutableHashSet<Resource> _resource;

    public OutputCompletion(Resource resource)
    {
        _resource = [resource];

        // Not tracked: the resource's registration is, and always completes its outputs.
        Output = new Output<T>(_source.Task, tracked: false);
    }

    public override Output<T> Output { get; }

    public override void Complete(Value value, IEnumerable<Resource> dependencies, string path, Action<string> warn)
    {
        var data = PropertyDeserializer.Read(value);
        var converted = data.IsKnown ? ValueConverters.For<T>().Convert(data.Value, path, warn) : default!;
        _source.SetResult(new OutputData<T>(converted, data.IsKnown, data.IsSecret, _resource.Union(dependencies).Union(data.Resources)));
    }

    public override void CompleteText(string value, bool isKnown)
        => _source.SetResult(new OutputData<T>(isKnown ? (T)(object)value : default!, isKnown, IsSecret: false, _resource));

    public override void CompleteWithDefault(bool isKnown) => _source.SetResult(new OutputData<T>(default!, isKnown, IsSecret: false, _resource));

    public override void TryFail(Exception exception) => _source.TrySetException(exception);
}
