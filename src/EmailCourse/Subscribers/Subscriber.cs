using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// One email address and all that is stored of it. What its owner asks for is done even if their browser hangs up: those use
/// cases take no cancellation token.
/// </summary>
internal sealed record Subscriber(Recipient Recipient, SubscriberState State, Progress Progress, Instant SignedUpAt)
    : StoredAddress
{
    public SubscriberId Id => Recipient.Id;

    /// <summary>
    /// The state before a repeated sign-up, which returns if nobody confirms it; or that of a course which is arriving.
    /// </summary>
    public SubscriberState? PreviousState { get; init; }

    /// <summary>What was typed at a repeated sign-up that nobody has confirmed; otherwise <see langword="null"/>.</summary>
    public SignUpDetails? Unconfirmed { get; init; }

    /// <summary>The proof of the last confirmation; <see langword="null"/> before the first.</summary>
    public Consent? Consent { get; init; }

    /// <summary>When the address was first confirmed.</summary>
    public Instant? ConfirmedAt { get; init; }

    /// <summary>When a sign-up last led to a mail.</summary>
    public Instant? LastSignUpMailAt { get; init; }

    /// <summary>When the last lesson was accepted.</summary>
    public Instant? LastLessonAt { get; init; }

    /// <summary>When the course was last completed, by its last lesson or by passing it over.</summary>
    public Instant? CompletedAt { get; init; }

    /// <summary>When a lesson was last asked for again.</summary>
    public Instant? LastRepeatAt { get; init; }

    /// <summary>The stop that counts; a sign-up that nobody confirms does not end it.</summary>
    public Stop? Stop { get; init; }

    /// <summary>The address that was last asked to take the course; any asked before is asked no more.</summary>
    public SubscriberId? AskedTo { get; init; }

    /// <summary>The address that the course is to go to, confirmed by its owner.</summary>
    public EmailAddress? MovesTo { get; init; }

    /// <summary>Whose course is to come to this address, once its owner confirms that.</summary>
    public SubscriberId? MovesFrom { get; init; }

    /// <summary>Whose course it was, before it came to this address.</summary>
    public SubscriberId? MovedFrom { get; init; }

    /// <summary>Whether the subscriber takes the course: has confirmed, and has not stopped.</summary>
    public bool IsSubscribed => State is SubscriberState.Active or SubscriberState.Paused or SubscriberState.Completed;

    /// <summary>The next chosen hour that keeps pace and minimum gap since the last lesson.</summary>
    public Instant NextHour(Instant now) =>
        LastLessonAt is { } last ? Recipient.Schedule.NextHour(now, last) : Recipient.Schedule.NextHour(now);

    /// <summary>The due row that belongs to this subscriber, if a mail is due.</summary>
    public DueRow? DueRow =>
        Progress.Due is null ? null : new DueRow(Unconfirmed is { } typed ? Recipient.With(typed) : Recipient, Progress);
}
