using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Counts what may happen only so often an hour, for all instances of the program together. The row <c>quota~{name}</c> holds the
/// hour that is being filled; it lies in the future when more was asked for than fits. Hours are those of UTC.
/// </summary>
internal sealed class HourlyQuota(ICourseTable table, IClock clock)
{
    // Where so many are faster, the hour is as good as full.
    private const int Attempts = 20;

    private const int MostForgottenAtOnce = 20;

    private static readonly Duration Hour = Duration.FromHours(1);

    /// <summary>Takes a place in this hour or, when it is full, in the first later one that has room.</summary>
    /// <param name="name">What is counted; a key if it tells of somebody.</param>
    /// <param name="limit">How much fits into an hour; 0 for any number.</param>
    /// <returns>When the place is: now, or at the beginning of a later hour.</returns>
    public async Task<Instant> ReserveAsync(ShardKey shard, string name, int limit)
    {
        var now = clock.GetCurrentInstant();
        for (var attempt = 0; limit > 0 && attempt < Attempts; attempt++)
        {
            var row = await FindAsync(shard, name);
            var (hour, count) = Current(row, now);
            var place = count < limit ? (Hour: hour, Count: count + 1) : (Hour: hour + Hour, Count: 1);
            if (await SaveAsync(shard, name, row, place.Hour, place.Count, now))
            {
                return Instant.Max(now, place.Hour);
            }
        }

        return now;
    }

    /// <summary>Takes a place in this hour, if it has one.</summary>
    /// <returns><see langword="null"/> if it was taken; otherwise when there is one again.</returns>
    public async Task<Instant?> TryTakeAsync(ShardKey shard, string name, int limit)
    {
        var now = clock.GetCurrentInstant();
        for (var attempt = 0; limit > 0; attempt++)
        {
            var row = await FindAsync(shard, name);
            var (hour, count) = Current(row, now);
            if (count >= limit || attempt == Attempts)
            {
                return hour + Hour;
            }

            if (await SaveAsync(shard, name, row, hour, count + 1, now))
            {
                return null;
            }
        }

        return null;
    }

    private static (Instant Hour, int Count) Current(TableEntity? row, Instant now) =>
        row is not null && row.GetInstant("Hour") + Hour > now
            ? (row.GetInstant("Hour"), row.GetInt32("Count") ?? 0)
            : (Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600), 0);

    private static string Key(string name) => $"quota~{name}";

    private Task<TableEntity?> FindAsync(ShardKey shard, string name) =>
        table.FindAsync(shard, Key(name), CancellationToken.None);

    private async Task<bool> SaveAsync(ShardKey shard, string name, TableEntity? row, Instant hour, int count, Instant now)
    {
        var after = new TableEntity(shard.ToString(), Key(name)) { ["Hour"] = hour.ToDateTimeOffset(), ["Count"] = count };
        var transaction = new Transaction(shard);
        if (row is not null)
        {
            transaction.Replace(after, row.ETag);
        }
        else
        {
            await ForgetAsync(transaction, shard, now);
            transaction.Insert(after);
        }

        return await transaction.CommitAsync(table, CancellationToken.None) is CommitResult.Committed;
    }

    // Every new row takes old ones away, so that no more remain than are needed.
    private async Task ForgetAsync(Transaction transaction, ShardKey shard, Instant now)
    {
        var rows = await table.ReadAsync(shard, RowRange.StartingWith(Key("")), MostForgottenAtOnce, CancellationToken.None);
        foreach (var row in rows.Where(row => row.GetInstant("Hour") + Hour <= now))
        {
            transaction.Delete(row.RowKey, row.ETag);
        }
    }
}
