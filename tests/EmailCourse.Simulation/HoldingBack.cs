using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>
/// I16: a brake is pulled when it has to be and for no reason twice; then no batch is begun in a shard that it has reached, and a
/// tick later it has reached all.
/// I17: no day lets more lessons leave than its ceiling.
/// </summary>
internal sealed class HoldingBack(Profile profile, Report report, Action<Instant, string> violated)
{
    // What a day counts is written a little later, and read a little earlier.
    private static readonly Duration Slack = Duration.FromMinutes(10);

    // A tick may find nothing due any more, and so have no reason to look.
    private const int Overlooked = 3;

    private readonly List<(Instant At, BrakeCause Cause)> _bad = [];
    private readonly List<Instant> _sent = [];
    private readonly Dictionary<LocalDate, int> _lessons = [];

    // Where the brake has taken the lease away.
    private readonly HashSet<string> _reached = [];
    private Instant? _pulledSince;
    private Instant? _blamedSince;
    private Instant _judged = Profile.Start;
    private Instant _resuming = Profile.Start;
    private Instant _resumed = Profile.Start;
    private int _overlooked;

    public void Delivered(MailKey mail, Instant now)
    {
        _sent.Add(now);
        if (!mail.IsLesson || profile.CeilingOn(now.InUtc().Date) is not { } ceiling || IsJustAfterMidnight(now))
        {
            return;
        }

        var day = now.InUtc().Date;
        _lessons[day] = _lessons.GetValueOrDefault(day) + 1;
        if (_lessons[day] > Math.Round(ceiling))
        {
            violated(now, $"I17: {_lessons[day]} lessons leave on {day}, and {ceiling} may");
        }
    }

    /// <summary>An operator is about to let sending go on.</summary>
    public void Resuming(Instant now) => _resuming = now;

    /// <summary>Notes who complained and bounced, and what becomes of the brake.</summary>
    public void Committed(IReadOnlyList<TableTransactionAction> changes, IReadOnlyList<TableEntity> before, Instant now)
    {
        foreach (var row in changes.Select(change => change.Entity).OfType<TableEntity>())
        {
            if (row.RowKey == BrakeState.RowKey)
            {
                NoteBrake(row, now);
            }
            else if (row.RowKey == ShardLease.RowKey)
            {
                NoteLease(row, now);
            }
            else if (
                SubscriberRow.IsTombstone(row) && before.Any(old => old.RowKey == row.RowKey && !SubscriberRow.IsTombstone(old))
            )
            {
                NoteBuried(row, now);
            }
        }
    }

    /// <summary>A tick has found something due from beginning to end.</summary>
    /// <param name="began">What had been counted by then, it has seen.</param>
    public void CheckBrake(Instant began, Instant now)
    {
        if (_pulledSince < began && _reached.Count < ShardKey.All.Count)
        {
            violated(now, $"I16: the brake is pulled since {_pulledSince}, and only {_reached.Count} shards know");
        }

        // What comes new is judged: that a day is over makes nothing worse.
        var isNew = _overlooked > 0 || _bad.Exists(each => each.At > _judged);
        var mustStop = isNew && profile.HasBrakes && _pulledSince is null && MustStop(_resumed, began);
        _judged = began;
        _overlooked = mustStop ? _overlooked + 1 : 0;
        if (_overlooked == Overlooked)
        {
            violated(now, "I16: too many complain or bounce, and nothing stops");
        }
    }

    private void NoteLease(TableEntity row, Instant now)
    {
        if (_pulledSince is null || row.GetString("Owner").Length == 0)
        {
            return;
        }

        if (ShardLease.IsBrake(row))
        {
            _reached.Add(row.PartitionKey);
        }
        else if (_reached.Contains(row.PartitionKey))
        {
            violated(now, $"I16: a run takes the lease although the brake is pulled since {_pulledSince}");
        }
    }

    private void NoteBrake(TableEntity row, Instant now)
    {
        _reached.Clear();
        if (BrakeState.FromRow(row).Pulled is { } pulled)
        {
            (_pulledSince, report.Stops) = (now, report.Stops + 1);
            _blamedSince = BlamedSince(now);
            var minimum =
                pulled.Cause == BrakeCause.Complaints ? Profile.Brakes.MinimumComplaints : Profile.Brakes.MinimumBounces;
            var count = CountOf(pulled.Cause, Instant.Max(_resuming, WindowBefore(now) - Slack), now);
            if (count < minimum)
            {
                violated(now, $"I16: the brake is pulled for {pulled.Count} {pulled.Cause}, of which {count} are new");
            }
        }
        else
        {
            (_pulledSince, _resumed) = (null, now);
        }
    }

    private void NoteBuried(TableEntity row, Instant now)
    {
        switch (row.GetString("Reason"))
        {
            case SuppressionReason.Complained:
                _bad.Add((now, BrakeCause.Complaints));
                break;
            case SuppressionReason.Bounced:
                _bad.Add((now, BrakeCause.Bounces));
                break;
        }
    }

    private bool MustStop(Instant since, Instant until)
    {
        var from = Instant.Max(since, WindowBefore(until) + Slack);
        return Exceeds(BrakeCause.Complaints, Profile.Brakes.MinimumComplaints, Profile.Brakes.ComplaintPercent)
            || Exceeds(BrakeCause.Bounces, Profile.Brakes.MinimumBounces, Profile.Brakes.BouncePercent);

        bool Exceeds(BrakeCause cause, int minimum, decimal percent) =>
            CountOf(cause, from, until) is var count && count >= minimum && 100 * count > percent * Sent();

        int Sent() => _sent.Count(at => at >= BlamedSince(until) - Slack);
    }

    // After a stop, the mails before it are still those that complaints are about.
    private Instant BlamedSince(Instant now) =>
        _blamedSince is { } since && WindowBefore(now) - Slack <= _resumed
            ? Instant.Min(since, WindowBefore(now))
            : WindowBefore(now);

    private int CountOf(BrakeCause cause, Instant from, Instant until) =>
        _bad.Count(each => each.Cause == cause && each.At >= from && each.At <= until);

    // Yesterday and today.
    private static Instant WindowBefore(Instant now) => now.InUtc().Date.PlusDays(-1).AtMidnight().InUtc().ToInstant();

    // Then a lesson may have taken its place before.
    private static bool IsJustAfterMidnight(Instant now) => now.InUtc().TimeOfDay < new LocalTime(0, 10);
}
