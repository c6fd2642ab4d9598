using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

/// <summary>
/// A provider whose objects live in memory. What a test wants to be different it sets; every call is noted. An object's outputs are its
/// inputs plus <c>id</c>; a change of a property in <see cref="ReplaceKeys"/> forces a replacement.
/// </summary>
internal sealed class ScriptedProvider : IResourceProvider
{
    private int _lastId;

    public ConcurrentDictionary<string, PropertyMap> Objects { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Calls { get; } = new();

    public HashSet<string> ReplaceKeys { get; } = new(StringComparer.Ordinal);

    public bool DeleteBeforeReplace { get; set; }

    public Func<CheckRequest, CheckResult?> OnCheck { get; set; } = _ => null;

    public Func<CreateRequest, Task> OnCreate { get; set; } = _ => Task.CompletedTask;

    public Func<UpdateRequest, Task> OnUpdate { get; set; } = _ => Task.CompletedTask;

    public Func<DeleteRequest, Task> OnDelete { get; set; } = _ => Task.CompletedTask;

    public Func<ReadRequest, Task> OnRead { get; set; } = _ => Task.CompletedTask;

    public PropertyMap? Configuration { get; private set; }

    public Task<CheckResult> CheckConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) =>
        Task.FromResult(CheckResult.Ok(newInputs));

    public Task<DiffResult> DiffConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken)
    {
        var diff = PropertyDiffer.Diff(oldInputs, newInputs);
        return Task.FromResult(diff with { Replaces = [.. diff.Diffs.Where(key => key == "account")] });
    }

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken)
    {
        Configuration = inputs;
        return Task.CompletedTask;
    }

    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"check {request.Name}");
        return Task.FromResult(OnCheck(request) ?? CheckResult.Ok(request.NewInputs));
    }

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"diff {Name(request.Urn)}");
        var diff = PropertyDiffer.Diff(request.OldOutputs.Remove("id"), request.NewInputs);
        var replaces = diff.Diffs.Where(ReplaceKeys.Contains).ToImmutableArray();
        var detailed = diff.DetailedDiff.ToImmutableSortedDictionary(
            p => p.Key,
            p => new PropertyDiff(ReplaceKeys.Contains(p.Key) ? PropertyDiffKind.UpdateReplace : p.Value.Kind, InputDiff: false),
            StringComparer.Ordinal);
        return Task.FromResult(diff with { Replaces = replaces, DeleteBeforeReplace = DeleteBeforeReplace, DetailedDiff = detailed });
    }

    public async Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        if (request.Preview)
        {
            return new CreateResult("", request.Inputs.Set("id", PropertyValue.Unknown));
        }

        Calls.Enqueue($"create {request.Name}");
        await OnCreate(request).ConfigureAwait(false);
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        Objects[id] = request.Inputs;
        return new CreateResult(id, request.Inputs.Set("id", id));
    }

    public async Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"read {request.Name}");
        await OnRead(request).ConfigureAwait(false);
        return Objects.TryGetValue(request.Id, out var live) ? new ReadResult(request.Id, live, live.Set("id", request.Id)) : null;
    }

    public async Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        if (!request.Preview)
        {
            Calls.Enqueue($"update {request.Name}");
            await OnUpdate(request).ConfigureAwait(false);
            Objects[request.Id] = request.NewInputs;
        }

        return new UpdateResult(request.NewInputs.Set("id", request.Id));
    }

    public async Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"delete {request.Name}");
        await OnDelete(request).ConfigureAwait(false);
        Objects.TryRemove(request.Id, out _);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Name(string urn) => urn.Split("::")[^1];
}
