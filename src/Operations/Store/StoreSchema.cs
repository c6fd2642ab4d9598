using Microsoft.Data.Sqlite;

namespace Provisioner.Operations.Store;

/// <summary>
/// The tables and how they came to be: <c>user_version</c> counts the migrations that a file has seen, and each runs in one transaction.
/// A migration that was released is never changed; a new one is added at the end.
/// </summary>
internal static class StoreSchema
{
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE operations (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT,
          token TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL,
          queue TEXT NOT NULL,
          request TEXT NOT NULL,
          status TEXT NOT NULL,
          accepted_at INTEGER NOT NULL,
          finished_at INTEGER,
          result TEXT NOT NULL DEFAULT '',
          info TEXT,
          attempts INTEGER NOT NULL DEFAULT 0,
          attempt TEXT
        );
        CREATE INDEX operations_open ON operations (queue, sequence) WHERE status = 'Running';
        CREATE INDEX operations_finished ON operations (finished_at) WHERE finished_at IS NOT NULL;
        CREATE TABLE logs (
          operation INTEGER NOT NULL REFERENCES operations (sequence) ON DELETE CASCADE,
          number INTEGER NOT NULL,
          timestamp INTEGER NOT NULL,
          severity TEXT NOT NULL,
          phase TEXT NOT NULL,
          message TEXT NOT NULL,
          PRIMARY KEY (operation, number)
        ) WITHOUT ROWID;
        """,
    ];

    public static int Version => Migrations.Length;

    /// <exception cref="InvalidDataException">The file was written by a newer version of the program.</exception>
    public static void Migrate(SqliteConnection connection)
    {
        using var read = connection.CreateCommand();
        read.CommandText = "PRAGMA user_version";
        var version = Convert.ToInt32(read.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (version > Version)
        {
            throw new InvalidDataException(
                $"The operation store {connection.DataSource} has schema version {version}; this program knows up to {Version}. Run the newer version of the program, or move the file away.");
        }

        for (; version < Version; version++)
        {
            using var transaction = connection.BeginTransaction();
            using var migrate = connection.CreateCommand();
            migrate.Transaction = transaction;
            migrate.CommandText = $"{Migrations[version]} PRAGMA user_version = {version + 1};";
            migrate.ExecuteNonQuery();
            transaction.Commit();
        }
    }
}
