using EmailCourse.Local.Startup;
using Microsoft.Data.Sqlite;

namespace EmailCourse.Local.Storage;

/// <summary>Opens the SQLite file that holds the rows of the course, and creates it where there is none.</summary>
internal static class CourseDatabase
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "course.db";

    // "ECRS": marks the file as the course's. Source: https://www.sqlite.org/pragma.html#pragma_application_id.
    private const int ApplicationId = 0x45435253;
    private const int Shape = 1;

    private const string Schema = $"""
        CREATE TABLE rows (
            shard TEXT NOT NULL,
            key TEXT NOT NULL,
            version INTEGER NOT NULL,
            columns TEXT NOT NULL,
            PRIMARY KEY (shard, key)
        ) WITHOUT ROWID;
        CREATE TABLE versions (latest INTEGER NOT NULL);
        INSERT INTO versions VALUES (0);
        """;

    /// <returns>An open connection. What it commits survives a kill and a power cut.</returns>
    /// <exception cref="StartException">The file is damaged, of another program or version, or cannot be written.</exception>
    public static SqliteConnection Open(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            // Before anything is written: a foreign file must stay as it is.
            var isNew = connection.Number("SELECT count(*) FROM sqlite_schema") == 0;
            if (!isNew)
            {
                Check(connection, path);
            }

            // In UTF-16, keys are compared as Azure compares them: by code unit. It counts only before the first write.
            connection.Execute("PRAGMA encoding = 'UTF-16be'; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            if (isNew)
            {
                Create(connection);
            }

            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StartException(Explain(e, path), e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    // In one transaction: a start that is killed leaves all of it or an empty file.
    private static void Create(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute($"{Schema}PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Shape}");
        transaction.Commit();
    }

    private static void Check(SqliteConnection connection, string path)
    {
        if (connection.Number("PRAGMA application_id") != ApplicationId)
        {
            throw new StartException(
                $"{path} is not a file of the course. Move it away, or give another folder with --data DIR."
            );
        }

        if (connection.Number("PRAGMA user_version") is not Shape and var shape)
        {
            throw new StartException(
                $"{path} has shape {shape}, and this version reads shape {Shape}. Delete it to start afresh, or give another "
                    + "folder with --data DIR."
            );
        }

        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is not "ok")
        {
            throw new StartException(Damaged(path));
        }
    }

    private static string Explain(SqliteException failure, string path) =>
        failure.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => Damaged(path),
            SQLitePCL.raw.SQLITE_FULL =>
                $"The disk that holds {path} is full. Free some space and start again; nothing was lost.",
            SQLitePCL.raw.SQLITE_BUSY => $"Another program has {path} open. Close it and start again.",
            _ => $"{path} cannot be opened: {failure.Message} Give another folder with --data DIR.",
        };

    private static string Damaged(string path) =>
        $"{path} is damaged, or no SQLite file. Restore it from a copy, or delete it to start afresh.";
}
