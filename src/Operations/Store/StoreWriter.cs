using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Provisioner.Operations.Store;

/// <summary>
/// The one writer of the store: everything that waits when it is free goes into one transaction (group commit), so the flush to disk is
/// paid once for all who came meanwhile. It has a thread of its own because flushing blocks, and the pool is small on small machines.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private const int LargestBatch = 512;

    // Never disposed: a late caller must get an exception that says the store is closed, and it holds nothing but memory.
    private readonly BlockingCollection<Write> _writes = [];
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private readonly Thread _thread;
    private bool? _durable;

    public StoreWriter(SqliteConnection connection)
    {
        _connection = connection;
        _thread = new Thread(Run) { IsBackground = true, Name = "operation store" };
        _thread.Start();
    }

    /// <summary>Completes when what <paramref name="work"/> wrote is on disk, with what it returned.</summary>
    public Task<T> WriteAsync<T>(Func<StoreWriter, T> work)
    {
        var write = new Write<T>(work);
        _writes.Add(write);
        return write.Task;
    }

    /// <summary>Writes in its turn; nobody waits for it and it survives the process, but perhaps not the machine, until something durable follows.</summary>
    public void Post(Action<StoreWriter> work) => _writes.Add(new PostedWrite(work));

    /// <summary>Runs one statement; only for use inside a write.</summary>
    public object? Execute(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter($"${i + 1}", null));
            _commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        if (_writes.IsAddingCompleted)
            return;
        _writes.CompleteAdding();
        _thread.Join();
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private void Run()
    {
        var batch = new List<Write>(LargestBatch);
        foreach (var first in _writes.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < LargestBatch && _writes.TryTake(out var next))
                batch.Add(next);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Write> batch)
    {
        try
        {
            SetDurable(batch.Exists(write => write.Durable));
            Execute("BEGIN IMMEDIATE");
            foreach (var write in batch)
                RunOne(write);
            Execute("COMMIT");
        }
        catch (Exception failure)
        {
            // Whatever it was, those who wait must hear of it, and the thread must live on for the next.
            TryRollBack();
            foreach (var write in batch)
                write.Fail(failure);
            return;
        }

        foreach (var write in batch)
            write.Finish();
    }

    /// <summary>A savepoint around each write keeps the fault of one away from the others in its batch.</summary>
    private void RunOne(Write write)
    {
        Execute("SAVEPOINT one");
        try
        {
            write.Run(this);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
        {
            Execute("ROLLBACK TO one");
            write.Fail(failure);
        }

        Execute("RELEASE one");
    }

    private void SetDurable(bool durable)
    {
        if (_durable == durable)
            return;
        Execute(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        _durable = durable;
    }

    private void TryRollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing was begun, or SQLite has already rolled back by itself.
        }
    }

    private abstract class Write
    {
        public abstract bool Durable { get; }

        public abstract void Run(StoreWriter writer);

        public abstract void Finish();

        public abstract void Fail(Exception failure);
    }

    private sealed class Write<T>(Func<StoreWriter, T> work) : Write
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Task => _done.Task;

        public override bool Durable => true;

        public override void Run(StoreWriter writer) => _result = work(writer);

        public override void Finish() => _done.TrySetResult(_result);

        public override void Fail(Exception failure) => _done.TrySetException(failure);
    }

    private sealed class PostedWrite(Action<StoreWriter> work) : Write
    {
        public override bool Durable => false;

        public override void Run(StoreWriter writer) => work(writer);

        public override void Finish()
        {
        }

        public override void Fail(Exception failure)
        {
        }
    }
}
