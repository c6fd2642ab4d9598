using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Provisioner.Operations.Data;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Secrets;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Tests.Engine;

public sealed class AttemptLockTests : IDisposable
{
    private const string Stack = "sales.orders.1.job.development";
    private const int DeadProcess = int.MaxValue;

    private readonly TemporaryFolder _temporary = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly DataFolder _folder;
    private readonly OperationStore _store;
    private readonly StackLocks _locks;
    private readonly AttemptLock _attempts;
    private readonly OperationLog _log;

    public AttemptLockTests()
    {
        _folder = DataFolder.Open(_temporary.Path);
        _store = OperationStore.Open(_folder.OperationsFile, _time);
        _store.AcceptAsync(new NewOperation { Kind = OperationKind.Provision, Queue = Stack, Request = "{}" }).GetAwaiter().GetResult();
        _locks = new StackLocks(_folder);
        _attempts = new AttemptLock(_store, _locks, _time);
        _log = new OperationLog(_store, new Redactor([]), 1);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task BeginAsync_LockOfTheInterruptedAttempt_IsClearedAndNoOther()
    {
        Lock("a-person", DeadProcess, Environment.MachineName);
        var first = await BeginAsync();
        Lock(first, Environment.ProcessId, Environment.MachineName);
        Lock("another-person", DeadProcess, "another-machine");

        var second = await BeginAsync();

        Assert.NotEqual(first, second);
        Assert.Equal(["a-person", "another-person"], _locks.Ids(Stack));
    }

    [Fact]
    public async Task BeginAsync_LockThatADeadCliTookDuringTheAttempt_IsCleared()
    {
        await BeginAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        Lock("of-the-cli", DeadProcess, Environment.MachineName);
        await BeginAsync();
        Assert.Empty(_locks.Ids(Stack));
    }

    [Fact]
    public async Task BeginAsync_LockOfALivingProcess_IsWaitedForAndThenLeftAlone()
    {
        await BeginAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        Lock("of-a-living-one", Environment.ProcessId, Environment.MachineName);
        var begun = BeginAsync();
        for (var i = 0; i < 2000 && !begun.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        await begun;
        Assert.Equal(["of-a-living-one"], _locks.Ids(Stack));
    }

    [Fact]
    public async Task BeginAsync_EngineOfTheInterruptedAttemptIsStillAtIt_IsWaitedFor()
    {
        var first = await BeginAsync();
        using var engine = Process.Start("sleep", "600");
        _time.SetUtcNow(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1));
        Lock(first, engine.Id, Environment.MachineName);
        var begun = BeginAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(begun.IsCompleted);
        Assert.Equal([first], _locks.Ids(Stack));

        engine.Kill();
        await engine.WaitForExitAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 2000 && !begun.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        await begun;
        Assert.Empty(_locks.Ids(Stack));
    }

    [Fact]
    public async Task BeginAsync_AnotherProcessHasTheNumberOfTheEngine_LockIsCleared()
    {
        var first = await BeginAsync();
        using var other = Process.Start("sleep", "600");
        _time.SetUtcNow(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1));
        Lock(first, other.Id, Environment.MachineName);

        await BeginAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        other.Kill();
        Assert.Empty(_locks.Ids(Stack));
    }

    [Fact]
    public async Task BeginAsync_FirstAttempt_ClearsNothingAndIsNoted()
    {
        Lock("a-person", Environment.ProcessId, Environment.MachineName);
        var id = await BeginAsync();
        Assert.Equal(["a-person"], _locks.Ids(Stack));
        var note = AttemptNote.FromJson(_store.NextOpen(Stack)!.Attempt)!;
        Assert.Equal(id, note.Lock);
        Assert.Equal(["a-person"], note.LocksBefore);
    }

    private Task<string> BeginAsync() => _attempts.BeginAsync(_store.NextOpen(Stack)!, Stack, _log, default);

    private void Lock(string id, int process, string host)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, ".pulumi", "locks", "organization", "databricks-provisioner", Stack)).FullName;
        var time = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(folder, id + ".json"), $$"""{"pid":{{process}},"username":"x","hostname":"{{host}}","timestamp":"{{time}}"}""");
    }
}
