using Azure;
using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Storage;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Delivery;

/// <summary>
/// Keeps how many mails have left today while a new domain is warmed up, for all shards together: in the row <c>warmup</c> of the
/// first shard. Without a warm-up it is never read.
/// </summary>
internal sealed class WarmUpStore(
    ICourseTable table,
    DayCountsReader counts,
    IIdGenerator ids,
    IClock clock,
    IOptions<EmailCourseOptions> options
)
{
    public const string RowKey = "warmup";

    // Sixteen runs at most want the row at once.
    private const int Attempts = 20;

    private static readonly ShardKey Shard = ShardKey.All[0];

    private readonly WarmUpCeiling _ceiling = new(options.Value.WarmUp);

    private LocalDate Today => clock.GetCurrentInstant().InUtc().Date;

    /// <returns><see langword="null"/> if there is no ceiling today.</returns>
    public async Task<WarmUpDay?> FindTodayAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).Day;

    /// <summary>Learns from the day before whose turn it is today. Once a day it takes a request a shard.</summary>
    public async Task BeginDayAsync(CancellationToken cancellationToken)
    {
        var (day, version) = await ReadAsync(cancellationToken);
        if (day is not { Share: null })
        {
            return;
        }

        var (yesterday, _) = await counts.ReadTwoAsync(day.Day, cancellationToken);

        // Where a run was faster in taking places, the next tick does it.
        await TrySaveAsync(day with { Share = WarmUpDay.ShareOf(day.Ceiling, yesterday) }, version, cancellationToken);
    }

    /// <summary>
    /// Takes places for mails that are about to leave: for lessons as many as are left; for other mails, which people wait
    /// for, as many as are wanted.
    /// </summary>
    public async Task<WarmUpPlaces> TakeAsync(MailKey mail, int wanted, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (day, version) = await ReadAsync(cancellationToken);
            if (day is null)
            {
                return new WarmUpPlaces(null, wanted);
            }

            var places = mail.IsLesson ? Math.Min(wanted, day.Left) : wanted;
            if (places == 0 || await TrySaveAsync(day with { Used = day.Used + places }, version, cancellationToken))
            {
                return new WarmUpPlaces(day.Day, places);
            }
        }

        return mail.IsLesson ? new WarmUpPlaces(Today, 0) : new WarmUpPlaces(null, wanted);
    }

    /// <summary>Gives back places of mails that have not left. What a crash keeps is lost for the day.</summary>
    public async Task GiveBackAsync(WarmUpPlaces places, int unused, CancellationToken cancellationToken)
    {
        for (var attempt = 0; unused > 0 && places.Day is not null && attempt < Attempts; attempt++)
        {
            var (day, version) = await ReadAsync(cancellationToken);
            if (
                day?.Day != places.Day
                || await TrySaveAsync(day! with { Used = Math.Max(0, day!.Used - unused) }, version, cancellationToken)
            )
            {
                return;
            }
        }
    }

    /// <summary>Whether places are still worth something: those of yesterday are not.</summary>
    public bool AreValid(WarmUpPlaces places) => places.Day is null || places.Day == Today;

    private async Task<(WarmUpDay? Day, ETag Version)> ReadAsync(CancellationToken cancellationToken)
    {
        var today = Today;
        if (_ceiling.On(today) is not { } ceiling)
        {
            return (null, default);
        }

        var row = await table.FindAsync(Shard, RowKey, cancellationToken);
        return (Read(row, today, ceiling), row?.ETag ?? default);
    }

    private static WarmUpDay Read(TableEntity? row, LocalDate today, int ceiling)
    {
        if (row?.GetString("Day") == LocalDatePattern.Iso.Format(today))
        {
            return new WarmUpDay(today, ceiling, row.GetInt32("Used") ?? 0, row.GetDouble("Share"), row.GetDouble("ShareBefore"));
        }

        var isYesterday = row?.GetString("Day") == LocalDatePattern.Iso.Format(today.PlusDays(-1));
        return new WarmUpDay(today, ceiling, 0, Share: null, ShareBefore: isYesterday ? row!.GetDouble("Share") : null);
    }

    private async Task<bool> TrySaveAsync(WarmUpDay day, ETag version, CancellationToken cancellationToken)
    {
        var mark = ids.NewId();
        var row = new TableEntity(Shard.ToString(), RowKey)
        {
            ["Day"] = LocalDatePattern.Iso.Format(day.Day),
            ["Used"] = day.Used,
            ["Mark"] = mark,
        };
        if (day.Share is { } share)
        {
            row["Share"] = share;
        }

        if (day.ShareBefore is { } before)
        {
            row["ShareBefore"] = before;
        }

        return await new Transaction(Shard).Save(row, version).CommitAsync(table, cancellationToken) is CommitResult.Committed
            || await IsWrittenAsync(mark, cancellationToken);
    }

    // The storage client repeats a write whose answer was lost, and then finds its own row in the way.
    private async Task<bool> IsWrittenAsync(string mark, CancellationToken cancellationToken) =>
        (await table.FindAsync(Shard, RowKey, cancellationToken))?.GetString("Mark") == mark;
}

/// <summary>How many mails of a call may leave.</summary>
/// <param name="Day">The day whose ceiling they are under; <see langword="null"/> if there is none.</param>
internal sealed record WarmUpPlaces(LocalDate? Day, int Count);
