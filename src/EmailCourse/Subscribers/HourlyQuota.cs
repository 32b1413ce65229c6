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

    // Over these hours those are spread who could not be counted.
    private const int Spread = 24;

    private static readonly Duration Hour = Duration.FromHours(1);

    private int _uncounted;

    /// <summary>Takes a place in this hour or, when it is full, in the first later one that has room.</summary>
    /// <param name="name">What is counted; a key if it tells of somebody.</param>
    /// <param name="limit">How much fits into an hour; 0 for any number.</param>
    /// <returns>When the place is: now, or at the beginning of a later hour.</returns>
    public async Task<Instant> ReserveAsync(ShardKey shard, string name, int limit)
    {
        var now = clock.GetCurrentInstant();
        if (limit == 0)
        {
            return now;
        }

        for (var attempt = 1; ; attempt++)
        {
            var row = await FindAsync(shard, name);
            var (hour, count) = NextPlace(row, limit, now);
            if (await SaveAsync(shard, name, row, hour, count))
            {
                return Instant.Max(now, hour);
            }

            if (attempt == Attempts)
            {
                return hour + (Hour * (1 + ((uint)Interlocked.Increment(ref _uncounted) % Spread)));
            }
        }
    }

    /// <summary>When a place would be that is taken now; taking none.</summary>
    public async Task<Instant> NextAsync(ShardKey shard, string name, int limit)
    {
        var now = clock.GetCurrentInstant();
        if (limit == 0)
        {
            return now;
        }

        return Instant.Max(now, NextPlace(await FindAsync(shard, name), limit, now).Hour);
    }

    /// <summary>Takes a place in this hour, if it has one.</summary>
    /// <returns><see langword="null"/> if it was taken; otherwise when there is one again.</returns>
    public async Task<Instant?> TryTakeAsync(ShardKey shard, string name, int limit)
    {
        if (limit == 0)
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        for (var attempt = 1; ; attempt++)
        {
            var row = await FindAsync(shard, name);
            var (hour, count) = Current(row, now);
            if (count >= limit || attempt > Attempts)
            {
                return hour + Hour;
            }

            if (await SaveAsync(shard, name, row, hour, count + 1))
            {
                return null;
            }
        }
    }

    /// <summary>Deletes what is not needed any more.</summary>
    public Task ForgetAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return table.DeleteAsync(
            shard,
            RowRange.StartingWith(Key("")),
            row => row.GetInstant("Hour") + Hour <= now,
            cancellationToken
        );
    }

    private static (Instant Hour, int Count) Current(TableEntity? row, Instant now) =>
        row is not null && row.GetInstant("Hour") + Hour > now
            ? (row.GetInstant("Hour"), row.GetInt32("Count") ?? 0)
            : (Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600), 0);

    private static (Instant Hour, int Count) NextPlace(TableEntity? row, int limit, Instant now)
    {
        var (hour, count) = Current(row, now);
        return count < limit ? (hour, count + 1) : (hour + Hour, 1);
    }

    private static string Key(string name) => $"quota~{name}";

    private Task<TableEntity?> FindAsync(ShardKey shard, string name) =>
        table.FindAsync(shard, Key(name), CancellationToken.None);

    private async Task<bool> SaveAsync(ShardKey shard, string name, TableEntity? row, Instant hour, int count)
    {
        var after = new TableEntity(shard.ToString(), Key(name)) { ["Hour"] = hour.ToDateTimeOffset(), ["Count"] = count };
        var transaction = new Transaction(shard).Save(after, row?.ETag ?? default);
        return await transaction.CommitAsync(table, CancellationToken.None) is CommitResult.Committed;
    }
}
