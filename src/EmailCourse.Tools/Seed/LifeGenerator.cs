using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Tools.Seed;

/// <summary>
/// Invents people and how they took the course up to an instant: the same ones every time. What follows what, the engine's own
/// <see cref="MailPlan"/> decides; every mail came at the minute it was due.
/// </summary>
internal sealed class LifeGenerator(MailPlan plan, SubscriberIdFactory ids, Instant until, int days)
{
    private const double Confirms = 0.85;
    private const double Bounces = 0.01;
    private const double StopsAfterLesson = 0.012;
    private const double PausesAfterLesson = 0.006;

    private static readonly RetentionOptions Retention = new();
    private static readonly string[] FirstNames = ["", "", "Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Zoë", "Óscar"];
    private static readonly int[] Hours = [6, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9, 12, 18, 20, 20, 21];

    private static readonly string[] Zones =
    [
        "Europe/Berlin",
        "Europe/Berlin",
        "Europe/London",
        "Europe/Vienna",
        "America/New_York",
        "America/New_York",
        "America/Los_Angeles",
        "Asia/Kolkata",
        "Australia/Sydney",
    ];

    // The generator with a seed gives the same numbers on every machine and version.
    private readonly Random _random = new(38);
    private int _people;

    public SeededLife Next()
    {
        var recipient = NextRecipient();
        var signedUpAt = until - Duration.FromMinutes(_random.Next(1, days * 24 * 60));
        var confirmsAt = Chance(Confirms) ? signedUpAt + Minutes(1500) : Instant.MaxValue;
        var life = new Draft(
            new Subscriber(recipient, SubscriberState.Pending, Progress.None.Awaiting(MailKey.Confirm, signedUpAt), signedUpAt)
            {
                LastSignUpMailAt = signedUpAt,
            }
        );
        life.Count(signedUpAt, CounterNames.SignedUp);
        AskToConfirm(life, Instant.Min(confirmsAt, until));
        if (confirmsAt <= until)
        {
            Confirm(life, confirmsAt);
            TakeLessons(life);
            Forget(life);
        }

        return new(recipient.Id, life.Subscriber, life.Tombstone, life.Counts);
    }

    private Recipient NextRecipient()
    {
        var address = EmailAddress.Stored($"reader{++_people}@example.org");
        var schedule = new DailySchedule(
            TimeZones.Find(Pick(Zones))!,
            Pick(Hours),
            Chance(0.9) ? Pace.Daily : Pick(Enum.GetValues<Pace>())
        );
        return new(ids.Of(address), address, FirstName.Stored(Pick(FirstNames)), schedule);
    }

    private void AskToConfirm(Draft life, Instant before)
    {
        while (life.Subscriber is { Progress.Due: { } due } pending && due.At <= before)
        {
            if (due.Mail == MailKey.Expire)
            {
                life.Subscriber = null;
                life.Count(due.At, CounterNames.Expired);
                return;
            }

            life.Receive(pending, plan, due);
        }
    }

    private void Confirm(Draft life, Instant at)
    {
        life.Subscriber = life.Subscriber! with
        {
            State = SubscriberState.Active,
            Progress = plan.LessonAt(life.Subscriber.Progress, at),
            Consent = new Consent(at, "An invented person agreed.", NetworkFingerprint: ""),
            ConfirmedAt = at,
            LastSignUpMailAt = null,
        };
        life.Count(at, CounterNames.Confirmed);
    }

    private void TakeLessons(Draft life)
    {
        while (life.Subscriber is { State: SubscriberState.Active, Progress.Due: { } due } active && due.At <= until)
        {
            life.Receive(active, plan, due);
            if (life.Subscriber.Progress.Due is null)
            {
                life.Subscriber = life.Subscriber with { State = SubscriberState.Completed, CompletedAt = due.At };
                life.Count(due.At, CounterNames.Completed, due.Mail.Value);
                return;
            }

            Interrupt(life, due.At + Minutes(600));
        }
    }

    private void Interrupt(Draft life, Instant at)
    {
        var (subscriber, what) = (life.Subscriber!, _random.NextDouble());
        if (at > until)
        {
            return;
        }

        if (subscriber.Progress.Received.Length == 1 && Chance(Bounces))
        {
            life.Suppress(at);
        }
        else if (what < StopsAfterLesson)
        {
            life.Subscriber = Unsubscribe.Decide(subscriber, at)!.After;
            life.Count(at, CounterNames.Unsubscribed);
            life.Count(at, CounterNames.StoppedAfter, subscriber.Progress.Received[^1].Value);
        }
        else if (what < StopsAfterLesson + PausesAfterLesson)
        {
            life.Subscriber = subscriber with
            {
                State = SubscriberState.Paused,
                Progress = plan.Replan(subscriber.Progress, at: null),
            };
            life.Count(at, CounterNames.PausedAfter, subscriber.Progress.Received[^1].Value);
        }
    }

    private void Forget(Draft life)
    {
        var end =
            life.Subscriber?.Stop is { } stop ? stop.At + Duration.FromDays(Retention.StoppedDays)
            : life.Subscriber?.CompletedAt is { } completed ? completed + Duration.FromDays(Retention.CompletedDays)
            : Instant.MaxValue;
        if (end <= until)
        {
            life.Subscriber = null;
            life.Count(end, CounterNames.Forgotten);
        }
    }

    private bool Chance(double share) => _random.NextDouble() < share;

    private Duration Minutes(int below) => Duration.FromMinutes(_random.Next(2, below));

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];

    private sealed class Draft(Subscriber subscriber)
    {
        public Subscriber? Subscriber { get; set; } = subscriber;

        public Tombstone? Tombstone { get; private set; }

        public List<SeededCount> Counts { get; } = [];

        public void Count(Instant at, string counter, string topic = SubscriberChange.People) =>
            Counts.Add(new(at, topic, counter));

        public void Receive(Subscriber current, MailPlan plan, ScheduledMail due)
        {
            Subscriber = current with
            {
                Progress = plan.After(current.Progress, due.Mail, current.Recipient.Schedule, due.At),
                LastLessonAt = due.Mail.IsLesson ? due.At : current.LastLessonAt,
            };
            Count(due.At, CounterNames.Sent, due.Mail.Value);
        }

        public void Suppress(Instant at)
        {
            (Subscriber, Tombstone) = (null, new Tombstone(SuppressionReason.Bounced, at));
            Count(at, CounterNames.Suppressed);
            Count(at, CounterNames.Bounced);
        }
    }
}
