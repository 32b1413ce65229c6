using EmailCourse.Course;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>What was counted in one UTC day, or in some days that end with it, in all shards together.</summary>
/// <param name="Sent">Mails that SendGrid accepted.</param>
/// <param name="Late">Lessons that were moved to a later day.</param>
/// <param name="Complained">People who called a mail spam.</param>
/// <param name="Bounced">People whose address does not exist.</param>
internal sealed record DayCounts(LocalDate Day, long Sent, long Late, long Complained, long Bounced)
{
    /// <summary>How many of the mails sent were lessons.</summary>
    public long LessonsSent { get; init; }

    /// <summary>The counters of a day, as they were read.</summary>
    public static DayCounts Of(LocalDate day, IEnumerable<CounterTotals> rows)
    {
        var all = rows.ToList();
        return new(
            day,
            all.Sum(CounterNames.Sent),
            all.Sum(CounterNames.Late),
            all.Sum(CounterNames.Complained),
            all.Sum(CounterNames.Bounced)
        )
        {
            LessonsSent = all.Where(row => new MailKey(row.Topic).IsLesson).Sum(CounterNames.Sent),
        };
    }
}

/// <summary>Adds up the counters of single days.</summary>
internal sealed class DayCountsReader(CounterReader counters)
{
    /// <summary>Reads two days in a row: one request a shard.</summary>
    public async Task<(DayCounts Yesterday, DayCounts Today)> ReadTwoAsync(LocalDate today, CancellationToken cancellationToken)
    {
        var (yesterday, thisDay, reading) = await ReadWhatAnswersAsync(today, cancellationToken);
        await reading;
        return (yesterday, thisDay);
    }

    /// <summary>Reads two days in a row of the shards that answer.</summary>
    /// <returns>The counts, and the reading of all shards: it has failed if one did not answer.</returns>
    public async Task<(DayCounts Yesterday, DayCounts Today, Task Reading)> ReadWhatAnswersAsync(
        LocalDate today,
        CancellationToken cancellationToken
    )
    {
        var yesterday = today.PlusDays(-1);
        var shards = ShardKey.All.Select(shard => counters.ReadAsync(shard, yesterday, today, cancellationToken)).ToList();
        Task reading = Task.WhenAll(shards);
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var days = shards.Where(each => each.IsCompletedSuccessfully).SelectMany(each => each.Result).ToLookup(row => row.Day);
        return (DayCounts.Of(yesterday, days[yesterday]), DayCounts.Of(today, days[today]), reading);
    }

    /// <summary>Adds up the days from <paramref name="from"/> to <paramref name="to"/>: one request a shard.</summary>
    public async Task<DayCounts> ReadSumAsync(LocalDate from, LocalDate to, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ShardKey.All.Select(shard => counters.ReadAsync(shard, from, to, cancellationToken)));
        return DayCounts.Of(to, shards.SelectMany(each => each));
    }
}
