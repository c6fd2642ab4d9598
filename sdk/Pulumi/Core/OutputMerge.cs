using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Gathers what several outputs know into one: unknown if one of them is, secret if one of them is, dependent on all.</summary>
internal sealed class OutputMerge
{
    private readonly ImmutableHashSet<Resource>.Builder _resources = ImmutableHashSet.CreateBuilder<Resource>();
    private bool _isKnown = true;
    private bool _isSecret;

    public static Output<T> Run<T>(Func<OutputMerge, Task<T>> make)
    {
        return new Output<T>(RunAsync(make));

        static async Task<OutputData<T>> RunAsync(Func<OutputMerge, Task<T>> make)
        {
            var merge = new OutputMerge();
            var value = await make(merge).ConfigureAwait(false);
            return new OutputData<T>(value, merge._isKnown, merge._isSecret, merge._resources.ToImmutable());
        }
    }

    public async Task<T> AddAsync<T>(Input<T> input)
    {
        var data = await input.Output.DataTask.ConfigureAwait(false);
        _isKnown &= data.IsKnown;
        _isSecret |= data.IsSecret;
        if (!data.Resources.IsEmpty)
            _resources.UnionWith(data.Resources);
        return data.Value;
    }
}
