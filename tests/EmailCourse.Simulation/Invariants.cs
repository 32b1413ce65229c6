using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>What must hold, always (I2, I5, I6, I9, I11 to I18) and at the end (I1, I3, I4, I7, I8, I10, I13,
/// I14).</summary>
internal sealed class Invariants(
    InMemoryTable table,
    Population people,
    Profile profile,
    IReadOnlyList<LessonSlug> course,
    Report report
)
{
    private const string Arriving = nameof(SubscriberState.Arriving);

    private static readonly Duration Slack = Duration.FromMinutes(10);

    private readonly ExpectedCounters _happened = new();
    private readonly Dictionary<long, int> _asked = [];
    private readonly Dictionary<SubscriberId, Instant> _buried = [];
    private int _commits;

    /// <summary>What was broken, in the order it was seen.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>I16 and I17.</summary>
    public HoldingBack HoldingBack => field ??= new HoldingBack(profile, report, Violated);

    /// <summary>
    /// I2: nothing is sent to a person whose stop was acknowledged, or who was suppressed, before the last look at their row.
    /// </summary>
    public void CheckCall(SendRequest request, Instant now)
    {
        foreach (var due in request.To)
        {
            var learner = people.Of(due.Id);
            var limit = LimitOf(due);
            if (now - due.Reading.Began > limit)
            {
                Violated(now, $"I2: {request.Mail} is sent to {learner.Id} as it was read at {due.Reading.Began}");
            }

            if (learner.StoppedAt is { } stopped && now - stopped > limit && !IsAboutAddress(request.Mail))
            {
                Violated(now, $"I2: {request.Mail} is sent to {learner.Id}, who stopped at {stopped}");
            }

            if (_buried.TryGetValue(due.Id, out var buried) && now - buried > limit)
            {
                Violated(now, $"I2: {request.Mail} is sent to {learner.Id}, who was suppressed at {buried}");
            }

            if (learner.LeftAt.TryGetValue(due.Id, out var left) && request.Mail != MailKey.AddressChanged)
            {
                Violated(now, $"I14: {request.Mail} is sent to {due.Id}, which the course left at {left}");
            }

            // What tells another spelling of the address that it is subscribed may have been due before.
            if (
                request.Mail.IsUnsolicited
                && Refused(Learner.MailboxOf(due.Recipient.Email)) is { } refused
                && now - refused > limit
                && (request.Mail.AsksToConfirm || due.Due.At > refused)
            )
            {
                Violated(now, $"I10: {request.Mail} is sent to {due.Recipient.Email}, who said never again at {refused}");
            }
        }
    }

    // A second; from slow storage, as much longer as the reading took. The constants are the promise, and stand here once more.
    private Duration LimitOf(DueRow due) =>
        Duration.FromSeconds(1)
        + (profile.MayBeSlow ? Duration.Min(due.Reading.Duration, Duration.FromSeconds(10)) : Duration.Zero);

    /// <summary>
    /// I5: a lesson comes within the hours after the learner's own hour, the first one within the hours after confirming.
    /// </summary>
    public void CheckDelivery(Learner learner, DueRow due, Instant now)
    {
        HoldingBack.Delivered(due.Mail, now);
        if (!due.Due.Mail.IsLesson)
        {
            return;
        }

        var isTimely = learner.Schedules.Any(each => each.Schedule.NextHour(now - Lateness.Limit - Slack) <= now);
        if (!isTimely && !IsFreshlyConfirmed(learner, now))
        {
            Violated(
                now,
                $"I5: {due.Due.Mail} comes to {learner.Id} at no hour of theirs ({string.Join(", ", learner.Schedules)}); "
                    + $"it was due {due.Due.At}"
            );
        }

        if (profile.IsPunctual && now - due.Due.At > Slack)
        {
            Violated(now, $"I5: {due.Due.Mail} comes to {learner.Id} late, although nothing fails; it was due {due.Due.At}");
        }

        if (profile.IsOnlySlow && now - due.Due.At > Duration.FromHours(2))
        {
            Violated(now, $"I15: {due.Due.Mail} comes to {learner.Id} late, although storage is only slow; due {due.Due.At}");
        }

        if (now - due.Due.At > Lateness.Limit + Slack)
        {
            Violated(now, $"I5: {due.Due.Mail} comes to {learner.Id} more than three hours after {due.Due.At}");
        }
    }

    /// <summary>I6 after every change: exactly the due rows the subscribers' own rows name. And what happened, for I7.</summary>
    public void Committed(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        IReadOnlyList<TableEntity> before,
        Instant now
    )
    {
        _happened.Note(before, changes);
        HoldingBack.Committed(changes, before, now);
        var rows = changes.Select(change => change.Entity).OfType<TableEntity>().ToList();
        foreach (var row in rows.Where(row => row.RowKey.StartsWith("subscriber~", StringComparison.Ordinal)))
        {
            var old = before.FirstOrDefault(old => old.RowKey == row.RowKey);
            if (ExpectedCounters.IsConfirmation(old, row))
            {
                var id = SubscriberId.Parse(row.RowKey.Split('~')[1]);
                people.Of(id).Beginnings.Add(now);
                people.Of(id).Presses.Add((id, now));
            }

            // The button of the mail to a new address was pressed, whatever became of the answer.
            if (old?.GetString("State") != Arriving && row.GetString("State") == Arriving)
            {
                var id = SubscriberId.Parse(row.RowKey.Split('~')[1]);
                people.Of(id).Presses.Add((id, now));
            }

            NoteSubscriber(shard, row.RowKey, old, now);
            CheckQuota(old, row, now);
            CheckUnconfirmed(old, row, now);
        }

        NoteBuried(changes, before, now);
        NoteForgotten(changes, before, now);
        if (profile.IsPeaceful && rows.Any(row => IsBatch(row) && IsSentAgain(row)))
        {
            Violated(now, $"I9: a batch of {shard} is sent again, although nothing fails");
        }

        if (profile.IsOnlySlow && rows.Any(row => CountsLate(row, before)))
        {
            Violated(now, $"I15: a lesson of {shard} is moved to another day, although storage is only slow");
        }

        if (_commits++ % 16 == 0)
        {
            CheckDueRows(shard, now);
        }
    }

    private static bool CountsLate(TableEntity row, IReadOnlyList<TableEntity> before) =>
        row.RowKey.StartsWith("stats~", StringComparison.Ordinal)
        && row.GetInt64(CounterNames.Late)
            > (before.FirstOrDefault(old => old.RowKey == row.RowKey)?.GetInt64(CounterNames.Late) ?? 0);

    // I18: nobody suppressed is stored again before that is lifted.
    private void NoteBuried(IReadOnlyList<TableTransactionAction> changes, IReadOnlyList<TableEntity> before, Instant now)
    {
        foreach (var change in changes.Where(change => change.Entity.RowKey.StartsWith("subscriber~", StringComparison.Ordinal)))
        {
            var row = (TableEntity)change.Entity;
            var id = SubscriberId.Parse(row.RowKey.Split('~')[1]);
            if (SubscriberRow.IsTombstone(row))
            {
                _buried.TryAdd(id, now);
                CheckBuried(id, now);
            }
            else if (before.Any(old => old.RowKey == row.RowKey && SubscriberRow.IsTombstone(old)))
            {
                if (change.ActionType == TableTransactionActionType.Delete)
                {
                    _buried.Remove(id);
                }
                else
                {
                    Violated(now, $"I18: {id} is stored again, who was suppressed at {_buried[id]}");
                }
            }
        }
    }

    // Of somebody suppressed, no column stays that says more than why and when.
    private void CheckBuried(SubscriberId id, Instant now)
    {
        string[] known = ["PartitionKey", "RowKey", "Timestamp", "odata.etag", "State", "Reason", "At", "LastBatch"];
        var row = table.FindAsync(id.Shard, SubscriberRow.Key(id), default).Result!;
        foreach (var column in row.Keys.Except(known))
        {
            Violated(now, $"I18: {column} of {id} stays, who is suppressed");
        }
    }

    // I13: nobody is deleted without a trace before their course has been over for long enough.
    private void NoteForgotten(IReadOnlyList<TableTransactionAction> changes, IReadOnlyList<TableEntity> before, Instant now)
    {
        var deleted = changes.Where(change => change.ActionType == TableTransactionActionType.Delete).ToList();
        foreach (var row in before.Where(row => deleted.Any(change => change.Entity.RowKey == row.RowKey)))
        {
            if (!row.RowKey.StartsWith("subscriber~", StringComparison.Ordinal) || RowHistory.Read(row) is not { } was)
            {
                continue;
            }

            var isPartOfMove = was.State is SubscriberState.Arriving or SubscriberState.Moved || was.MovesTo is not null;
            if (isPartOfMove || was.State == SubscriberState.Pending)
            {
                continue;
            }

            var learner = people.Of(was.Id);
            learner.ForgottenAt = now;
            if (!IsOver(was, now) || (was.State == SubscriberState.Completed && !HasCourse(learner, was)))
            {
                Violated(now, $"I13: {was.Id} is forgotten, who was {was.State} and received a lesson at {was.LastLessonAt}");
            }

            RowHistory.NoteForgotten(learner, was);
        }
    }

    private static bool IsOver(Subscriber subscriber, Instant now) =>
        subscriber.State switch
        {
            SubscriberState.Unsubscribed => subscriber.Stop?.At + Duration.FromDays(Profile.StoppedDays) <= now,
            SubscriberState.Completed => !(subscriber.LastLessonAt + Duration.FromDays(Profile.CompletedDays) > now),
            _ => false,
        };

    private static bool HasCourse(Learner learner, Subscriber subscriber) =>
        learner.MayMissLessons
        || Profile.Lessons.All(lesson => subscriber.Progress.HasPassed(lesson) && !NeverCame(learner, lesson));

    // As the rows stand after the change, which may have merged a few columns only.
    private void NoteSubscriber(ShardKey shard, string rowKey, TableEntity? before, Instant now)
    {
        if (RowHistory.Read(table.FindAsync(shard, rowKey, default).Result) is not { } after)
        {
            return;
        }

        var was = RowHistory.Read(before);
        NoteMove(people.Of(after.Id), was, after, now);
        RowHistory.Note(people.Of(after.Id), was, after, [.. Profile.Lessons, Profile.NewLesson], now);
        if (was?.State == SubscriberState.Unsubscribed && after.IsSubscribed && now - was.Stop?.At > Duration.FromHours(2))
        {
            Violated(now, $"I2: {after.Id}, who stopped at {was.Stop?.At}, is {after.State} without having signed up");
        }

        if (
            after.Progress.Due is { Mail.IsLesson: true } due
            && course.FirstOrDefault(NotPassed) is var next
            && next.Mail != due.Mail
        )
        {
            Violated(now, $"I1: {after.Id} waits for {due.Mail}, and has not passed {next}");
        }

        bool NotPassed(LessonSlug lesson) => !after.Progress.HasPassed(lesson);
    }

    // I14: the course is at one address only.
    private void NoteMove(Learner learner, Subscriber? before, Subscriber after, Instant now)
    {
        if (before?.State == SubscriberState.Arriving && after.State != SubscriberState.Arriving)
        {
            learner.ArrivedAt(after.Id);
            report.Moves++;
        }

        if (after.State == SubscriberState.Moved)
        {
            learner.LeftAt.TryAdd(after.Id, now);
        }

        if (after.IsSubscribed && learner.Ids.Count(id => Stored(id) is { IsSubscribed: true }) > 1)
        {
            Violated(now, $"I14: the course of {after.Id} goes on at two addresses");
        }
    }

    /// <summary>The engine threw what is neither a fault of the network nor expected.</summary>
    public void Surprised(Exception bug) => Violations.Add($"unexpected: {bug}");

    public void CheckEnd(Instant now)
    {
        foreach (var shard in ShardKey.All)
        {
            CheckDueRows(shard, now);
            CheckLeftovers(shard, now);
        }

        foreach (var learner in people.All)
        {
            CheckCourse(learner, now);
        }

        foreach (var mailbox in people.All.SelectMany(each => each.Ids.Select(each.EmailOf)).Select(Learner.MailboxOf).Distinct())
        {
            CheckRation(mailbox, now);
        }

        CheckCounters(now);
    }

    // These go to another address than the one at which somebody stops, and were due before.
    private static bool IsAboutAddress(MailKey mail) => mail == MailKey.ConfirmAddress || mail == MailKey.AddressChanged;

    private Instant? Refused(string mailbox) =>
        people.All.Min(each => each.RefusedAt.TryGetValue(mailbox, out var at) ? at : (Instant?)null);

    private const string Press = "press";

    // I10: a mailbox gets two unsolicited mails at most until its owner presses the button of one.
    private void CheckRation(string mailbox, Instant now)
    {
        var mails = people
            .All.SelectMany(owner => owner.Mailbox.Where(mail => Learner.MailboxOf(owner.EmailOf(mail.To)) == mailbox))
            .Where(mail => new MailKey(mail.Mail).AsksToConfirm)
            .DistinctBy(mail => (mail.Mail, mail.Batch))
            .Select(mail => (mail.At, What: mail.Mail))
            .ToList();
        var asked = profile.EventsOn ? mails : mails.Where(mail => !mails.Any(other => IsCopy(mail, of: other)));
        var pressed = people
            .All.SelectMany(owner => owner.Presses.Where(press => Learner.MailboxOf(owner.EmailOf(press.Id)) == mailbox))
            .Select(press => (press.At, What: Press));
        var history = asked.Concat(pressed).OrderBy(each => each.At).ToList();
        var unasked = 0;
        foreach (var (_, what) in history)
        {
            unasked = what == Press ? 0 : unasked + 1;
            if (unasked > 2)
            {
                var all = string.Join(", ", history.Select(each => $"{each.At} {each.What}"));
                Violated(now, $"I10: {mailbox} was written to {unasked} times unasked: {all}");
                return;
            }
        }
    }

    // Without events, what a lost answer hid is sent again, in the halves of its batch if somebody in it is refused.
    private static bool IsCopy((Instant At, string What) mail, (Instant At, string What) of) =>
        mail.What == of.What && of.At < mail.At && mail.At - of.At < Duration.FromHours(1);

    // I11: a form that asks somebody again who stopped changes nothing of theirs.
    private void CheckUnconfirmed(TableEntity? before, TableEntity after, Instant now)
    {
        const string Pending = nameof(SubscriberState.Pending);
        if (before is null || before.GetString("State") == Pending || after.GetString("State") != Pending)
        {
            return;
        }

        string[] own = ["Email", "FirstName", "TimeZone", "Hour", "ConsentAt", "ConsentWording", "ConsentNetwork", "ConfirmedAt"];
        foreach (var column in own.Where(column => !Equals(before[column], after[column])))
        {
            Violated(now, $"I11: a form changed {column} of {after.RowKey}");
        }
    }

    // I12: of those who sign up, only so many are asked to confirm in an hour.
    private void CheckQuota(TableEntity? before, TableEntity after, Instant now)
    {
        if (
            after.GetString("State") != nameof(SubscriberState.Pending)
            || RowHistory.Read(after)?.Progress.Due is not { } due
            || (due.Mail != MailKey.Confirm && due.Mail != MailKey.ConfirmAddress)
            || before?.GetString("Due") == after.GetString("Due")
        )
        {
            return;
        }

        var hour = due.At.ToUnixTimeSeconds() / 3600;
        _asked[hour] = _asked.GetValueOrDefault(hour) + 1;
        if (_asked[hour] > Profile.SignUpsPerHour)
        {
            Violated(now, $"I12: {_asked[hour]} are asked to confirm in the hour of {due.At}");
        }
    }

    private Subscriber? Stored(SubscriberId id) =>
        RowHistory.Read(table.FindAsync(id.Shard, SubscriberRow.Key(id), default).Result);

    private static bool IsBatch(TableEntity row) => row.RowKey.StartsWith("batch~", StringComparison.Ordinal);

    private static bool IsSentAgain(TableEntity batch) => batch.GetInt32("Attempt") > 1;

    private static bool IsFreshlyConfirmed(Learner learner, Instant now) =>
        learner.Beginnings.Any(began => now - began <= Lateness.Limit + Slack);

    private void CheckDueRows(ShardKey shard, Instant now)
    {
        var rows = table.Rows(shard);
        var due = rows.Where(row => row.RowKey.StartsWith("due~", StringComparison.Ordinal))
            .Select(row => row.RowKey)
            .ToHashSet();
        foreach (
            var subscriber in rows.Where(row => row.RowKey.StartsWith("subscriber~", StringComparison.Ordinal))
                .Select(SubscriberRow.Read)
                .OfType<Subscriber>()
        )
        {
            var named = subscriber.DueRow?.RowKey;
            if (named is not null && !due.Remove(named))
            {
                Violated(now, $"I6: {subscriber.Id} names the due row {named}, which is not there");
            }

            if (
                named is null
                && subscriber.State
                    is SubscriberState.Active
                        or SubscriberState.Pending
                        or SubscriberState.Arriving
                        or SubscriberState.Moved
            )
            {
                Violated(now, $"I6: {subscriber.Id} is {subscriber.State} and has nothing due");
            }

            if (named is not null && subscriber.State == SubscriberState.Unsubscribed)
            {
                Violated(now, $"I6: {subscriber.Id} is unsubscribed and has {named}");
            }
        }

        foreach (var orphan in due)
        {
            Violated(now, $"I6: {orphan} belongs to nobody");
        }
    }

    private void CheckLeftovers(ShardKey shard, Instant now)
    {
        foreach (var row in table.Rows(shard))
        {
            if (
                row.GetString("State") == nameof(SubscriberState.Unsubscribed)
                && row.FindInstant("StoppedAt") + Duration.FromDays(Profile.StoppedDays + 1) + Slack < now
            )
            {
                Violated(now, $"I13: {row.RowKey} is still there, who stopped at {row.FindInstant("StoppedAt")}");
            }

            if (IsBatch(row))
            {
                Violated(now, $"I8: {row.RowKey} is still open");
            }

            if (row.RowKey == ShardLease.RowKey && row.GetInstant("ExpiresAt") > now)
            {
                Violated(now, $"I8: the lease of {shard} is held until {row.GetInstant("ExpiresAt")}");
            }
        }
    }

    private void CheckCourse(Learner learner, Instant now)
    {
        var lessons = learner.Mailbox.Where(IsLesson).Select(mail => mail.Mail).ToList();
        CountDoubled(learner, now);
        CheckRest(learner, now);
        CheckLeft(learner, now);
        foreach (var (lesson, history) in learner.Lessons.Where(each => each.Value.Received > CopiesOf(learner, each.Key)))
        {
            report.Lost++;
            Violated(now, $"I3: {learner.Id} has {lesson} as received {history.Received} times, and it never came so often");
        }

        var once = lessons.Distinct().ToList();
        if (!Wandered(learner) && !once.SequenceEqual(course.Select(lesson => lesson.Value).Take(once.Count)))
        {
            Violated(now, $"I1: {learner.Id} received {string.Join(", ", lessons)}");
        }

        if (learner.ConfirmedAt is not null && !learner.MayMissLessons && learner.Kind == AddressKind.Good)
        {
            CheckAllReceived(learner, now);
        }
    }

    private void CheckAllReceived(Learner learner, Instant now)
    {
        var subscriber = Stored(learner.Id);
        if (subscriber?.State == SubscriberState.Paused || (subscriber is null && learner.ForgottenAt > learner.ConfirmedAt))
        {
            return;
        }

        var missing = course
            .Where(lesson => subscriber?.Progress.HasPassed(lesson) != true || NeverCame(learner, lesson))
            .ToList();
        if (missing.Count > 0)
        {
            report.Lost += missing.Count;
            Violated(
                now,
                $"I3: {learner.Id} confirmed at {learner.ConfirmedAt} and is {subscriber?.State} without "
                    + string.Join(", ", missing)
            );
        }
    }

    // I14: an address that was left is told, and nothing of it stays but where its old links lead.
    private void CheckLeft(Learner learner, Instant now)
    {
        foreach (var (id, left) in learner.LeftAt)
        {
            var wasTold = learner.Mailbox.Any(mail => mail.To == id && mail.Mail == MailKey.AddressChanged.Value);
            if (!wasTold && !learner.MayMissLessons && learner.Kind == AddressKind.Good)
            {
                Violated(now, $"I14: {id} was left at {left}, and was never told");
            }

            foreach (var row in table.Rows(id.Shard).Where(row => row.RowKey.EndsWith($"~{id}", StringComparison.Ordinal)))
            {
                if (row.RowKey != Forwarding.Key(id) && !SubscriberRow.IsTombstone(row))
                {
                    Violated(now, $"I14: {row.RowKey} is still there, which the course left at {left}");
                }
            }
        }
    }

    private static bool Wandered(Learner learner) => learner.Lessons.Values.Any(history => history.PutBack + history.Skipped > 0);

    private static bool NeverCame(Learner learner, LessonSlug lesson) =>
        CopiesOf(learner, lesson) == 0 && (!learner.Lessons.TryGetValue(lesson, out var history) || history.Skipped == 0);

    private static int CopiesOf(Learner learner, LessonSlug lesson) => learner.Mailbox.Count(mail => mail.Mail == lesson.Value);

    private bool IsLesson((string Mail, string Batch, Instant At, SubscriberId To) mail) =>
        course.Any(lesson => lesson.Value == mail.Mail);

    private void CheckRest(Learner learner, Instant now)
    {
        // Without events, a second copy of a mail whose answer was lost may come soon after the first.
        var all = learner.Mailbox.Where(IsLesson).ToList();
        var lessons = profile.EventsOn ? all : [.. all.DistinctBy(mail => mail.Mail)];
        foreach (var (one, next) in lessons.Zip(lessons.Skip(1)))
        {
            if (next.At - one.At < DailySchedule.MinimumGap - Slack || (profile.EventsOn && !KeepsPace(learner, one.At, next.At)))
            {
                Violated(now, $"I5: {learner.Id} received {one.Mail} at {one.At} and {next.Mail} at {next.At}");
            }
        }
    }

    // Only where the schedule stayed the same, and nobody began anew in between.
    private static bool KeepsPace(Learner learner, Instant one, Instant next)
    {
        var (from, late) = (one - Duration.FromHours(1), Lateness.Limit + Slack);
        var changed = learner.StoredSchedules.Any(each => each.Since > from && each.Since <= next);
        if (changed || learner.Beginnings.Any(began => began > from && began <= next))
        {
            return true;
        }

        var schedule = learner.StoredSchedules.Last(each => each.Since <= from).Schedule;
        var (first, last) = ((one - late).InZone(schedule.Zone).Date, next.InZone(schedule.Zone).Date);
        return schedule.Pace switch
        {
            Pace.EveryOtherDay => last >= first.PlusDays(2),
            Pace.Weekly => last >= first.PlusDays(7),
            Pace.Weekdays => IsWeekday(last) || IsWeekday((next - late).InZone(schedule.Zone).Date),
            _ => true,
        };
    }

    private static bool IsWeekday(LocalDate day) => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);

    private void CountDoubled(Learner learner, Instant now)
    {
        var lessons = course.Sum(lesson => Math.Max(0, CopiesOf(learner, lesson) - MayCome(learner, lesson)));
        var copies = Math.Max(0, learner.Mailbox.Count(mail => new MailKey(mail.Mail).IsRepeat) - learner.CopiesPlanned);
        var sameBatch =
            learner.Mailbox.Count - learner.Mailbox.Select(mail => (mail.Mail, mail.Batch, mail.To)).Distinct().Count();
        var notices = learner
            .Mailbox.Where(mail => mail.Mail == MailKey.AddressChanged.Value)
            .GroupBy(mail => mail.To)
            .Sum(notice => notice.Count() - 1);
        var doubled = Math.Max(lessons + copies + notices, sameBatch);
        if (doubled > 0 && profile.EventsOn)
        {
            report.DoubledWithEvents += doubled;
            Violated(now, $"I4: {learner.Id} received something twice: {string.Join(", ", learner.Mailbox)}");
        }
        else
        {
            report.DoubledWithoutEvents += doubled;
        }
    }

    private static int MayCome(Learner learner, LessonSlug lesson) =>
        1 + (learner.Lessons.TryGetValue(lesson, out var history) ? history.PutBack : 0);

    private void CheckCounters(Instant now)
    {
        var counted = CountersIn(table);
        counted[("people", ExpectedCounters.Decided)] = new[]
        {
            CounterNames.Confirmed,
            CounterNames.Unsubscribed,
            CounterNames.Expired,
        }.Sum(name => counted.GetValueOrDefault(("people", name)));
        foreach (var (name, count) in _happened.People)
        {
            if (counted.GetValueOrDefault(("people", name)) != count)
            {
                Violated(
                    now,
                    $"I7: {name} happened {count} times and was counted {counted.GetValueOrDefault(("people", name))} times"
                );
            }
        }

        CheckCalls(counted, now);
        if (!profile.EventsOn)
        {
            return;
        }

        var handed = people
            .All.SelectMany(learner => learner.Mailbox.Select(mail => (mail.Mail, mail.Batch, mail.To)))
            .Distinct();
        foreach (var mail in handed.GroupBy(each => each.Mail))
        {
            var sent = counted.GetValueOrDefault((mail.Key, CounterNames.Sent));
            if (sent != mail.Count())
            {
                Violated(now, $"I7: {mail.Key} was accepted {mail.Count()} times and counted {sent} times");
            }
        }
    }

    // Where storage loses no answer, no count is made twice.
    private void CheckCalls(Dictionary<(string Topic, string Name), long> counted, Instant now)
    {
        var refused = report.CountOf("send RecipientsRefused") + report.CountOf("send Refused");
        var count = counted.GetValueOrDefault((CounterTopics.Calls, CounterNames.RecipientsRefused));
        if (profile.IsPeaceful && count != refused)
        {
            Violated(now, $"I7: recipients were refused by {refused} calls, and {count} were counted");
        }
    }

    private static Dictionary<(string Topic, string Name), long> CountersIn(InMemoryTable table) =>
        ShardKey
            .All.SelectMany(table.Rows)
            .Where(row => row.RowKey.StartsWith("stats~", StringComparison.Ordinal))
            .SelectMany(row =>
                row.Where(column => column.Value is long)
                    .Select(column => (Topic: row.RowKey.Split('~')[2], column.Key, Count: (long)column.Value))
            )
            .GroupBy(each => (each.Topic, each.Key))
            .ToDictionary(group => group.Key, group => group.Sum(each => each.Count));

    private void Violated(Instant now, string what) => Violations.Add($"{now}: {what}");
}
