using System.Net;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>
/// The privileges on one securable, shared by all resources of an operation. An access list is hundreds of grants on one catalog, and an answer of
/// the API always holds all of them: with reads of its own for each grant the work would grow with the square of the list. So a read holds for
/// everybody until something is written here, and whatever is asked for while a write is under way goes together into the next one.
/// </summary>
internal sealed class SharedPrivileges(DatabricksContext context, Securable securable, string name) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private readonly List<Wish> _waiting = [];
    private List<PrivilegeAssignment>? _known;

    /// <summary>At least as new as the last write of this operation.</summary>
    public async Task<IReadOnlyList<PrivilegeAssignment>> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _known ??= await FetchAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the live privileges those that are wanted, and waits until they show.</summary>
    /// <param name="principal">Only this one's privileges are ours; null: the whole list is.</param>
    public async Task ReplaceAsync(IReadOnlyList<PrivilegeAssignment> wanted, string? principal, CancellationToken cancellationToken)
    {
        var wish = new Wish(wanted, principal);
        lock (_gate)
            _waiting.Add(wish);
        await TurnAsync(wish, cancellationToken);
        try
        {
            while (wish.Outcome is null)
                await WriteAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }

        await wish.Outcome;
    }

    public void Dispose() => _turn.Dispose();

    private async Task TurnAsync(Wish wish, CancellationToken cancellationToken)
    {
        try
        {
            await _turn.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
                _waiting.Remove(wish);
            throw;
        }
    }

    /// <summary>The oldest wishes that can be met by one call: a whole list goes alone, and a principal is in it once.</summary>
    private List<Wish> Take()
    {
        lock (_gate)
        {
            var principals = new HashSet<string>(StringComparer.Ordinal);
            var together = _waiting.TakeWhile(wish => wish.Principal is not null && principals.Add(wish.Principal)).ToList();
            var taken = together.Count > 0 ? together : [_waiting[0]];
            _waiting.RemoveRange(0, taken.Count);
            return taken;
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        // Read anew: what is known may be from the start of the operation, and others work with the same catalog.
        var reading = FetchAsync(cancellationToken);
        await Task.WhenAny(reading);
        var wishes = Take();
        var writing = MeetAsync(wishes, reading, cancellationToken);
        wishes.ForEach(wish => wish.Outcome = writing);
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (wishes.Count == 1 || !reading.IsCompletedSuccessfully || writing.Exception?.InnerException is not DatabricksApiException { Status: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError })
            return;
        // The change was refused for one of them, and the answer may not say which: each gets an answer of its own.
        foreach (var wish in wishes)
            await (wish.Outcome = MeetAsync([wish], FetchAsync(cancellationToken), cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task MeetAsync(List<Wish> wishes, Task<List<PrivilegeAssignment>> reading, CancellationToken cancellationToken)
    {
        _known = null;
        var live = await reading;
        if (Changes(live, wishes) is { Count: > 0 } changes)
        {
            await context.Workspace.Grants.UpdateAsync(securable.Type, name, new PrivilegeChanges(changes), cancellationToken);
            live = await ShownAsync(wishes, cancellationToken);
        }

        _known = live;
    }

    private async Task<List<PrivilegeAssignment>> ShownAsync(List<Wish> wishes, CancellationToken cancellationToken)
    {
        var end = context.Time.GetUtcNow() + LongestWait;
        var pause = TimeSpan.FromMilliseconds(500);
        while (true)
        {
            var live = await FetchAsync(cancellationToken);
            var missing = wishes.FindAll(wish => wish.ChangesOf(live).Any());
            if (missing.Count == 0)
                return live;
            if (context.Time.GetUtcNow() > end)
                throw new ProviderException($"permissions for {securable.Type}-{name} did not become {string.Join(", ", missing.SelectMany(wish => wish.Wanted).Select(item => $"{item.Principal}: {string.Join(' ', item.Privileges)}"))}");
            await Task.Delay(pause, context.Time, cancellationToken);
            pause = pause < TimeSpan.FromSeconds(10) ? pause * 2 : pause;
        }
    }

    private async Task<List<PrivilegeAssignment>> FetchAsync(CancellationToken cancellationToken)
    {
        var found = new List<PrivilegeAssignment>();
        await foreach (var assignment in context.Workspace.Grants.GetAllAsync(securable.Type, name, cancellationToken: cancellationToken))
            found.Add(assignment);
        return found;
    }

    private static List<PrivilegeChange> Changes(List<PrivilegeAssignment> live, List<Wish> wishes) =>
        [.. wishes.SelectMany(wish => wish.ChangesOf(live)).OrderBy(change => change.Principal, StringComparer.Ordinal)];

    /// <param name="principal">Null: everybody who is not among the wanted is to have nothing.</param>
    private sealed class Wish(IReadOnlyList<PrivilegeAssignment> wanted, string? principal)
    {
        public IReadOnlyList<PrivilegeAssignment> Wanted => wanted;

        public string? Principal => principal;

        /// <summary>Null until somebody has taken it up.</summary>
        public Task? Outcome { get; set; }

        public IEnumerable<PrivilegeChange> ChangesOf(List<PrivilegeAssignment> live)
        {
            foreach (var name in live.Concat(wanted).Select(item => item.Principal).Where(name => principal is null || name == principal).Distinct(StringComparer.Ordinal))
            {
                var has = Of(live, name);
                var wants = Of(wanted, name);
                var (add, remove) = (SetOrder.SortNames(wants.Except(has, StringComparer.Ordinal)), SetOrder.SortNames(has.Except(wants, StringComparer.Ordinal)));
                if (add.Count > 0 || remove.Count > 0)
                    yield return new PrivilegeChange { Principal = name, Add = add.Count > 0 ? add : null, Remove = remove.Count > 0 ? remove : null };
            }
        }

        private static IReadOnlyList<string> Of(IEnumerable<PrivilegeAssignment> assignments, string principal) =>
            Securable.Normalise(assignments.Where(item => item.Principal == principal).SelectMany(item => item.Privileges));
    }
}
