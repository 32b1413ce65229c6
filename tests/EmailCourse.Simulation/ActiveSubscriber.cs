using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>Makes subscribers in the middle of the course, each by a number.</summary>
internal static class ActiveSubscriber
{
    private static readonly Duration SinceConfirmed = Duration.FromDays(20);

    /// <param name="received">How many lessons they have received.</param>
    /// <param name="dueAt">When the next one is due.</param>
    public static Subscriber Create(
        SubscriberIdFactory ids,
        MailPlan plan,
        int number,
        int received,
        DailySchedule schedule,
        Instant dueAt
    )
    {
        var address = AddressOf($"learner-{number}@example.org");
        var recipient = new Recipient(ids.Of(address), address, FirstName.Stored($"Name{(char)('a' + number % 26)}"), schedule);
        var progress = new Progress([.. plan.Lessons.Take(received)], null).Awaiting(plan.Lessons[received].Mail, dueAt);
        var confirmedAt = dueAt - SinceConfirmed;
        return new Subscriber(recipient, SubscriberState.Active, progress, confirmedAt)
        {
            ConfirmedAt = confirmedAt,
            Consent = new Consent(confirmedAt, "Yes, please.", "fingerprint"),
        };
    }

    public static EmailAddress AddressOf(string text) =>
        EmailAddress.TryParse(text, out var address, out var problem)
            ? address
            : throw new ArgumentException($"{text}: {problem}", nameof(text));
}
