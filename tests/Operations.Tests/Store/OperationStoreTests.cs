using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Tests.Store;

public sealed class OperationStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AcceptAsync_NewOperation_IsThereAfterTheStoreIsOpenedAgain()
    {
        string token;
        using (var store = Open())
            token = await store.AcceptAsync(Operation("a"));

        using var again = Open();
        var row = again.Find(token);
        Assert.NotNull(row);
        Assert.Equal((OperationKind.Provision, "a", """{"x":1}""", OperationStatus.Running, ""), (row.Kind, row.Queue, row.Request, row.Status, row.Result));
        Assert.Equal(_time.GetUtcNow(), row.AcceptedAt);
        Assert.Null(row.FinishedAt);
    }

    [Fact]
    public async Task AcceptAsync_ManyAtOnce_AllStoredInOrderWithDifferentTokens()
    {
        using var store = Open();
        var tokens = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(() => store.AcceptAsync(Operation($"q{i % 7}")))));

        Assert.Equal(300, tokens.Distinct().Count());
        Assert.All(tokens, token => Assert.Matches("^[A-Za-z0-9_-]{32}$", token));
        Assert.Equal(300, store.CountOpen());
        Assert.Equal(7, store.OpenQueues().Count);
    }

    [Fact]
    public async Task NextOpen_SeveralOfTheQueue_OldestFirstAndNoneOfOthers()
    {
        using var store = Open();
        var first = await store.AcceptAsync(Operation("a"));
        var other = await store.AcceptAsync(Operation("b"));
        var second = await store.AcceptAsync(Operation("a"));

        Assert.Equal(first, store.NextOpen("a")!.Token);
        await store.FinishAsync(store.NextOpen("a")!.Sequence, OperationEnding.Completed("done"));
        Assert.Equal(second, store.NextOpen("a")!.Token);
        await store.FinishAsync(store.NextOpen("a")!.Sequence, OperationEnding.Failed("no"));
        Assert.Null(store.NextOpen("a"));
        Assert.Equal(["b"], store.OpenQueues());
        Assert.Equal(other, store.NextOpen("b")!.Token);
    }

    [Fact]
    public async Task FinishAsync_Completed_KeepsResultInfoAndTime_AndASecondEndingChangesNothing()
    {
        using var store = Open();
        var token = await store.AcceptAsync(Operation("a"));
        var sequence = store.Find(token)!.Sequence;
        await store.BeginAttemptAsync(sequence, """{"a":1}""");
        _time.Advance(TimeSpan.FromSeconds(3));
        await store.FinishAsync(sequence, OperationEnding.Completed("done", new JsonObject { ["publicInfo"] = new JsonObject() }));
        await store.FinishAsync(sequence, OperationEnding.Failed("late"));

        var row = store.Find(token)!;
        Assert.Equal((OperationStatus.Completed, "done", """{"publicInfo":{}}"""), (row.Status, row.Result, row.Info));
        Assert.Equal(_time.GetUtcNow(), row.FinishedAt);
        Assert.Equal(1, row.Attempts);
        Assert.Null(row.Attempt);
    }

    [Fact]
    public async Task Log_LinesOfSeveralOpenings_KeepTheirOrder()
    {
        long sequence;
        using (var store = Open())
        {
            sequence = store.Find(await store.AcceptAsync(Operation("a")))!.Sequence;
            for (var i = 0; i < 20; i++)
                store.Log(sequence, LogSeverity.Info, "read", $"line {i}");
        }

        using var again = Open();
        again.Log(sequence, LogSeverity.Error, "finish", "line 20");
        await again.FinishAsync(sequence, OperationEnding.Failed("x"));
        var lines = again.Logs(sequence);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => $"line {i}"), lines.Select(line => line.Message));
        Assert.Equal(new LogLine(_time.GetUtcNow(), LogSeverity.Error, "finish", "line 20"), lines[^1]);
    }

    [Fact]
    public async Task BeginAttemptAsync_ThenReopened_NoteAndCountAreThere()
    {
        string token;
        using (var store = Open())
        {
            token = await store.AcceptAsync(Operation("a"));
            await store.BeginAttemptAsync(store.Find(token)!.Sequence, "one");
            await store.NoteAttemptAsync(store.Find(token)!.Sequence, "two");
        }

        using var again = Open();
        Assert.Equal((1, "two"), (again.Find(token)!.Attempts, again.Find(token)!.Attempt));
    }

    [Fact]
    public async Task PruneAsync_OldAndNewAndOpen_DeletesOnlyWhatEndedBefore()
    {
        using var store = Open();
        var old = await store.AcceptAsync(Operation("a"));
        var open = await store.AcceptAsync(Operation("b"));
        store.Log(store.Find(old)!.Sequence, LogSeverity.Info, "read", "x");
        var oldSequence = store.Find(old)!.Sequence;
        await store.FinishAsync(oldSequence, OperationEnding.Completed(""));
        _time.Advance(TimeSpan.FromDays(2));
        var fresh = await store.AcceptAsync(Operation("c"));
        await store.FinishAsync(store.Find(fresh)!.Sequence, OperationEnding.Completed(""));

        Assert.Equal(1, await store.PruneAsync(_time.GetUtcNow() - TimeSpan.FromDays(1)));
        Assert.Null(store.Find(old));
        Assert.Empty(store.Logs(oldSequence));
        Assert.NotNull(store.Find(open));
        Assert.NotNull(store.Find(fresh));
    }

    [Fact]
    public void Find_UnknownToken_Null()
    {
        using var store = Open();
        Assert.Null(store.Find("' OR 1=1 --"));
    }

    [Fact]
    public void Open_FileOfANewerProgram_IsRefusedAndLeftAlone()
    {
        using (var connection = new SqliteConnection($"Data Source={_folder.File("operations.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        var failure = Assert.Throws<InvalidDataException>(Open);
        Assert.Contains("schema version 99", failure.Message, StringComparison.Ordinal);
    }

    private static NewOperation Operation(string queue) => new() { Kind = OperationKind.Provision, Queue = queue, Request = """{"x":1}""" };

    [Fact]
    public void Open_FileIsNoStore_SaysWhatToDo()
    {
        File.WriteAllText(_folder.File("operations.db"), new string('x', 5000));

        var failure = Assert.Throws<InvalidDataException>(Open);

        Assert.Contains("operations.db cannot be used", failure.Message, StringComparison.Ordinal);
        Assert.Contains("states are not", failure.Message, StringComparison.Ordinal);
    }

    private OperationStore Open() => OperationStore.Open(_folder.File("operations.db"), _time);
}
