using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A property with an <see cref="OutputAttribute"/> of a class of resources.</summary>
internal abstract class OutputProperty
{
    public required string Name { get; init; }

    /// <summary>It is one of <see cref="Resource"/>'s own, not of a class derived from it.</summary>
    public required bool IsResourceOwn { get; init; }

    /// <summary>Gives the resource a new output, and answers what fills it.</summary>
    public abstract OutputCompletion Initialize(Resource resource);
}

/// <inheritdoc/>
/// <remarks>With delegates: the runtime compiles a method for each member that is called by reflection twice, and resources have hundreds.</remarks>
internal sealed class OutputProperty<TOwner, T>(MethodInfo setter) : OutputProperty
    where TOwner : Resource
{
    private readonly Action<TOwner, Output<T>> _set = setter.CreateDelegate<Action<TOwner, Output<T>>>();

    public override OutputCompletion Initialize(Resource resource)
    {
        var completion = new OutputCompletion<T>(resource);
        _set((TOwner)resource, completion.Output);
        return completion;
    }
}
