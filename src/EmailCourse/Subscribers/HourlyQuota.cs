using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Counts what may happen only so often an hour, for all instances of the program together.</summary>
internal sealed class HourlyQuota(ICourseTable table, IClock clock)
{
    // Where so many are faster, the hour is as good as full.
    private const int Attempts = 20;

    // Over these hours those are spread who could not be counted.
    private const int Spread = 24;

    private static readonly Duration Hour = Duration.FromHours(1);

    private int _uncounted;

    /// <summary>Reads how much is taken.</summary>
    /// <param name="name">What is counted; a key if it tells of somebody.</param>
    /// <param name="limit">How much fits into an hour; 0 for any number, of which nothing is read.</param>
    public async Task<HourlyPlaces> ReadAsync(ShardKey shard, string name, int limit) =>
        limit > 0 && await table.FindAsync(shard, HourlyPlaces.Key(name), CancellationToken.None) is { } row
            ? HourlyPlaces.FromRow(row, shard, name, limit)
            : new HourlyPlaces(shard, name, limit);

    /// <summary>When a place would be that is taken now; taking none.</summary>
    public Instant NextOf(HourlyPlaces places)
    {
        var now = clock.GetCurrentInstant();
        return places.Limit == 0 ? now : Instant.Max(now, places.TakeNext(now).Hour);
    }

    /// <summary>Takes a place in this hour or, when it is full, in the first later one that has room.</summary>
    /// <param name="places">As they were read; where somebody has taken one since, they are read again.</param>
    /// <returns>When the place is: now, or at the beginning of a later hour.</returns>
    public async Task<Instant> ReserveAsync(HourlyPlaces places)
    {
        var now = clock.GetCurrentInstant();
        if (places.Limit == 0)
        {
            return now;
        }

        for (var attempt = 1; ; attempt++)
        {
            var taken = places.TakeNext(now);
            if (await TrySaveAsync(taken))
            {
                return Instant.Max(now, taken.Hour);
            }

            if (attempt == Attempts)
            {
                return taken.Hour + (Hour * (1 + ((uint)Interlocked.Increment(ref _uncounted) % Spread)));
            }

            places = await ReadAsync(places.Shard, places.Name, places.Limit);
        }
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
            var places = (await ReadAsync(shard, name, limit)).At(now);
            if (places.Taken >= limit || attempt > Attempts)
            {
                return places.Until;
            }

            if (await TrySaveAsync(places with { Taken = places.Taken + 1 }))
            {
                return null;
            }
        }
    }

    /// <summary>Deletes what is not needed any more.</summary>
    public Task ForgetAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return table.DeleteAsync(shard, HourlyPlaces.All, row => row.GetInstant("Hour") + Hour <= now, cancellationToken);
    }

    private async Task<bool> TrySaveAsync(HourlyPlaces places) =>
        await new Transaction(places.Shard).Save(places.ToRow(), places.Version).CommitAsync(table, CancellationToken.None)
        is CommitResult.Committed;
}
