using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using Microsoft.Data.Sqlite;

namespace EmailCourse.Local.Storage;

/// <summary>Keeps the course in one SQLite file. A committed transaction survives a kill and a power cut.</summary>
internal sealed class SqliteCourseTable : ICourseTable, IDisposable
{
    // One connection for all: SQLite writes one transaction at a time, and the local run has few readers.
    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _read;
    private readonly SqliteCommand _write;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _reserveVersions;

    /// <param name="connection">An open connection from <see cref="CourseDatabase"/>, of which the table disposes.</param>
    public SqliteCourseTable(SqliteConnection connection)
    {
        _connection = connection;
        _find = Prepare("SELECT version, columns FROM rows WHERE shard = $shard AND key = $key", "$shard", "$key");
        _read = Prepare(
            "SELECT key, version, columns FROM rows WHERE shard = $shard AND key >= $from AND key < $before "
                + "ORDER BY key LIMIT $most",
            "$shard",
            "$from",
            "$before",
            "$most"
        );
        _write = Prepare(
            "INSERT OR REPLACE INTO rows (shard, key, version, columns) VALUES ($shard, $key, $version, $columns)",
            "$shard",
            "$key",
            "$version",
            "$columns"
        );
        _delete = Prepare("DELETE FROM rows WHERE shard = $shard AND key = $key", "$shard", "$key");
        _reserveVersions = Prepare("UPDATE versions SET latest = latest + $count RETURNING latest", "$count");
    }

    /// <exception cref="IOException">The file could not be read.</exception>
    public Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Exclusively("read", () => Find(shard, rowKey));
    }

    /// <exception cref="IOException">The file could not be read.</exception>
    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        ShardKey shard,
        RowRange range,
        int atMost,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Exclusively<IReadOnlyList<TableEntity>>("read", () => Read(shard, range, atMost));
    }

    /// <exception cref="IOException">The file could not be written; nothing was changed.</exception>
    public Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    )
    {
        TableLimits.Check(shard, changes);
        cancellationToken.ThrowIfCancellationRequested();
        return Exclusively("written, and nothing was changed", () => Commit(shard, changes));
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var command in new[] { _find, _read, _write, _delete, _reserveVersions })
            {
                command.Dispose();
            }

            _connection.Dispose();
        }
    }

    private Task<T> Exclusively<T>(string what, Func<T> use)
    {
        lock (_lock)
        {
            try
            {
                return Task.FromResult(use());
            }
            catch (SqliteException e)
            {
                throw new IOException($"{_connection.DataSource} could not be {what}: {e.Message}", e);
            }
        }
    }

    private CommitResult Commit(ShardKey shard, IReadOnlyList<TableTransactionAction> changes)
    {
        _connection.Execute("BEGIN IMMEDIATE");
        try
        {
            var result = Apply(shard, changes);
            _connection.Execute(result is CommitResult.Committed ? "COMMIT" : "ROLLBACK");
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    // A full disk makes SQLite roll back by itself.
    private void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _connection.Execute("ROLLBACK");
        }
    }

    private CommitResult Apply(ShardKey shard, IReadOnlyList<TableTransactionAction> changes)
    {
        var version = (long)Bind(_reserveVersions, changes.Count).ExecuteScalar()! - changes.Count;
        var versions = new Dictionary<string, ETag>();
        foreach (var change in changes)
        {
            var key = change.Entity.RowKey;
            var existing = Find(shard, key);
            if (!Fits(existing, change))
            {
                return new CommitResult.Conflict(key);
            }

            versions[key] = Apply(shard, existing, change, ++version);
        }

        return new CommitResult.Committed(versions);
    }

    private static bool Fits(TableEntity? existing, TableTransactionAction change) =>
        change.ActionType switch
        {
            TableTransactionActionType.Add => existing is null,
            TableTransactionActionType.UpsertReplace or TableTransactionActionType.UpsertMerge => true,
            _ => existing is not null && (change.ETag == ETag.All || change.ETag == existing.ETag),
        };

    private ETag Apply(ShardKey shard, TableEntity? existing, TableTransactionAction change, long version)
    {
        var key = change.Entity.RowKey;
        if (change.ActionType == TableTransactionActionType.Delete)
        {
            Bind(_delete, shard.ToString(), key).ExecuteNonQuery();
            return default;
        }

        var columns = Columns((TableEntity)change.Entity);
        if (change.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge)
        {
            var kept = existing is null ? [] : Columns(existing);
            columns = kept.Where(column => !columns.ContainsKey(column.Key)).Concat(columns).ToDictionary();
        }

        Bind(_write, shard.ToString(), key, version, RowJson.Write(columns)).ExecuteNonQuery();
        return VersionOf(version);
    }

    // A column without a value is not stored, as in Azure.
    private static Dictionary<string, object> Columns(TableEntity row) =>
        row.Where(column =>
                column.Value is not null && column.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")
            )
            .ToDictionary(column => column.Key, column => column.Value);

    private List<TableEntity> Read(ShardKey shard, RowRange range, int atMost)
    {
        var rows = new List<TableEntity>();
        using var reader = Bind(_read, shard.ToString(), range.From, range.Before, atMost).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(Row(shard, reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        }

        return rows;
    }

    private TableEntity? Find(ShardKey shard, string rowKey)
    {
        using var reader = Bind(_find, shard.ToString(), rowKey).ExecuteReader();
        return reader.Read() ? Row(shard, rowKey, reader.GetInt64(0), reader.GetString(1)) : null;
    }

    private static TableEntity Row(ShardKey shard, string rowKey, long version, string columns)
    {
        var row = new TableEntity(shard.ToString(), rowKey) { ETag = VersionOf(version) };
        RowJson.Read(columns, row);
        return row;
    }

    private static ETag VersionOf(long version) => new($"W/\"{version}\"");

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }

    private static SqliteCommand Bind(SqliteCommand command, params object[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }

        return command;
    }
}
