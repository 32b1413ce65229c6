using Azure;
using EmailCourse.Schedule;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>One email address and everything the course knows of it. What a person asks for is carried out to the end, even when their
/// browser or mail program has hung up: so those acts take no cancellation.</summary>
internal sealed record Subscriber(
    Recipient Recipient,
    SubscriberState State,
    Progress Progress,
    Consent Consent,
    Instant SignedUpAt
)
{
    public SubscriberId Id => Recipient.Id;

    /// <summary>While pending once more: what the person was before, and is again if nobody presses the button.</summary>
    public SubscriberState? PreviousState { get; init; }

    /// <summary>When the address was confirmed for the first time.</summary>
    public Instant? ConfirmedAt { get; init; }

    /// <summary>When a sign-up last led to a mail: there is at most one a day.</summary>
    public Instant? LastSignUpMailAt { get; init; }

    /// <summary>The last batch whose acceptance is recorded here, so that a repeated recording recognises itself.</summary>
    public string LastBatch { get; init; } = "";

    /// <summary>When the last lesson was handed over.</summary>
    public Instant? LastLessonAt { get; init; }

    /// <summary>The version of the row this was read from.</summary>
    public ETag Version { get; init; }

    /// <summary>The next time the learner's clock shows their hour, with a rest since the last lesson.</summary>
    public Instant NextHour(Instant now) =>
        Recipient.Schedule.NextHour(LastLessonAt is { } last ? Instant.Max(now, last + DailySchedule.MinimumGap) : now);

    /// <summary>The one due row that belongs to this subscriber, if any.</summary>
    public DueRow? DueRow => Progress.Due is null ? null : new DueRow(Recipient, Progress);
}
