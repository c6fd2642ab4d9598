using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Provisioner.Operations.Store;

/// <summary>
/// Every operation with its request, status, log, result and info, in one SQLite file. The table is also the queue: what is
/// <see cref="OperationStatus.Running"/> is still to be done, in the order of <see cref="OperationRow.Sequence"/>.
/// </summary>
public sealed class OperationStore : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly ConcurrentDictionary<long, int> _logNumbers = new();
    private readonly string _connectionString;
    private readonly StoreWriter _writer;
    private readonly TimeProvider _time;

    private OperationStore(string connectionString, StoreWriter writer, TimeProvider time) =>
        (_connectionString, _writer, _time) = (connectionString, writer, time);

    /// <summary>Opens the file, or makes it, and brings its tables up to date.</summary>
    /// <exception cref="InvalidDataException">A newer version of the program wrote the file, or it is no store that can be read.</exception>
    public static OperationStore Open(string file, TimeProvider time)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 }.ToString();
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // A wal file that is large is no burden; a checkpoint in the way of an accepted request is: hence the high limit.
            Run(connection, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA foreign_keys = ON;");
            StoreSchema.Migrate(connection);
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw new InvalidDataException(
                $"The operation store {file} cannot be used: {failure.Message} Bring it back from a backup, or move it and the files beside it ({Path.GetFileName(file)}-wal, -shm) away: "
                + "then operations and their logs are lost, and states are not.",
                failure);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        return new OperationStore(connectionString, new StoreWriter(connection), time);
    }

    /// <summary>Stores the operation; when this completes it is on disk and will be done, come what may.</summary>
    /// <returns>The token: 192 bits of randomness, safe in a URL.</returns>
    public Task<string> AcceptAsync(NewOperation operation)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        var now = Now();
        return _writer.WriteAsync(writer =>
        {
            writer.Execute(
                "INSERT INTO operations (token, kind, queue, request, status, accepted_at) VALUES ($1, $2, $3, $4, 'Running', $5)",
                token, operation.Kind.ToString(), operation.Queue, operation.Request, now);
            return token;
        });
    }

    /// <summary>Notes that an attempt starts, and what a later start must know if it does not end.</summary>
    public Task BeginAttemptAsync(long sequence, string attempt) =>
        _writer.WriteAsync(writer =>
            writer.Execute("UPDATE operations SET attempts = attempts + 1, attempt = $2 WHERE sequence = $1 AND status = 'Running'", sequence, attempt));

    /// <summary>Replaces what a later start must know; null: the attempt has left nothing behind.</summary>
    public Task NoteAttemptAsync(long sequence, string? attempt) =>
        _writer.WriteAsync(writer => writer.Execute("UPDATE operations SET attempt = $2 WHERE sequence = $1", sequence, attempt));

    /// <summary>Ends the operation. A second ending of the same operation changes nothing.</summary>
    public async Task FinishAsync(long sequence, OperationEnding ending)
    {
        var now = Now();
        var info = ending.Info?.ToJsonString();
        await _writer.WriteAsync(writer =>
            writer.Execute(
                "UPDATE operations SET status = $2, result = $3, info = $4, finished_at = $5, attempt = NULL WHERE sequence = $1 AND status = 'Running'",
                sequence, ending.Status.ToString(), ending.Result, info, now));
        _logNumbers.TryRemove(sequence, out _);
    }

    /// <summary>Appends a line to the operation's log, in order; it is there at the latest when the operation's ending is.</summary>
    public void Log(long sequence, LogSeverity severity, string phase, string message)
    {
        var now = Now();
        _writer.Post(writer =>
        {
            var number = _logNumbers.TryGetValue(sequence, out var last)
                ? last + 1
                : Convert.ToInt32(writer.Execute("SELECT COALESCE(MAX(number), 0) + 1 FROM logs WHERE operation = $1", sequence), System.Globalization.CultureInfo.InvariantCulture);
            _logNumbers[sequence] = number;
            writer.Execute(
                "INSERT INTO logs (operation, number, timestamp, severity, phase, message) VALUES ($1, $2, $3, $4, $5, $6)",
                sequence, number, now, severity.ToString(), phase, message);
        });
    }

    public OperationRow? Find(string token) => ReadRows("WHERE token = $1", token).FirstOrDefault();

    /// <summary>The oldest operation of the queue that has not ended.</summary>
    public OperationRow? NextOpen(string queue) => ReadRows("WHERE queue = $1 AND status = 'Running' ORDER BY sequence LIMIT 1", queue).FirstOrDefault();

    /// <summary>The queues that have something to do, the one that waits longest first.</summary>
    public IReadOnlyList<string> OpenQueues() =>
        Read("SELECT queue FROM operations WHERE status = 'Running' GROUP BY queue ORDER BY MIN(sequence)", static reader => reader.GetString(0));

    /// <summary>How many operations have not ended.</summary>
    public long CountOpen() => Read("SELECT COUNT(*) FROM operations WHERE status = 'Running'", static reader => reader.GetInt64(0))[0];

    public IReadOnlyList<LogLine> Logs(long sequence) =>
        Read(
            "SELECT timestamp, severity, phase, message FROM logs WHERE operation = $1 ORDER BY number",
            static reader => new LogLine(
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0)), Enum.Parse<LogSeverity>(reader.GetString(1)), reader.GetString(2), reader.GetString(3)),
            sequence);

    /// <summary>Deletes operations, with their logs, that ended before <paramref name="limit"/>.</summary>
    /// <returns>How many.</returns>
    public Task<long> PruneAsync(DateTimeOffset limit) =>
        _writer.WriteAsync(writer =>
        {
            writer.Execute("DELETE FROM operations WHERE finished_at < $1", limit.ToUnixTimeMilliseconds());
            return (long)writer.Execute("SELECT changes()")!;
        });

    public void Dispose()
    {
        _writer.Dispose();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private List<OperationRow> ReadRows(string where, params ReadOnlySpan<object> values) =>
        Read(
            $"SELECT sequence, token, kind, queue, request, status, accepted_at, finished_at, result, info, attempts, attempt FROM operations {where}",
            static reader => new OperationRow
            {
                Sequence = reader.GetInt64(0),
                Token = reader.GetString(1),
                Kind = Enum.Parse<OperationKind>(reader.GetString(2)),
                Queue = reader.GetString(3),
                Request = reader.GetString(4),
                Status = Enum.Parse<OperationStatus>(reader.GetString(5)),
                AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
                FinishedAt = reader.IsDBNull(7) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(7)),
                Result = reader.GetString(8),
                Info = reader.IsDBNull(9) ? null : reader.GetString(9),
                Attempts = reader.GetInt32(10),
                Attempt = reader.IsDBNull(11) ? null : reader.GetString(11),
            },
            values);

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object> values)
    {
        if (!_readers.TryTake(out var connection))
        {
            connection = new SqliteConnection(_connectionString);
            connection.Open();
            Run(connection, "PRAGMA query_only = ON");
        }

        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter($"${i + 1}", values[i]));
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(row(reader));
            return rows;
        }
        finally
        {
            _readers.Add(connection);
        }
    }
}
