namespace EmailCourse.Storage;

/// <summary>The names of the counters.</summary>
internal static class CounterNames
{
    public const string SignedUp = nameof(SignedUp);
    public const string Confirmed = nameof(Confirmed);

    /// <summary>Added from a list, without a sign-up of their own.</summary>
    public const string Imported = nameof(Imported);

    public const string Unsubscribed = nameof(Unsubscribed);
    public const string Suppressed = nameof(Suppressed);

    /// <summary>Suppressed because the address does not exist, beside <see cref="Suppressed"/>.</summary>
    public const string Bounced = nameof(Bounced);

    /// <summary>Suppressed because its owner called a mail spam, beside <see cref="Suppressed"/>.</summary>
    public const string Complained = nameof(Complained);

    public const string Expired = nameof(Expired);

    /// <summary>Deleted because the course was over for long enough.</summary>
    public const string Forgotten = nameof(Forgotten);

    /// <summary>Accepted by SendGrid, per mail.</summary>
    public const string Sent = nameof(Sent);

    /// <summary>Accepted after an attempt without an answer, per mail: so many may have come twice.</summary>
    public const string SentAgain = nameof(SentAgain);

    /// <summary>Completed the course, on the last lesson's row.</summary>
    public const string Completed = nameof(Completed);

    /// <summary>Moved to the subscriber's next hour as too late, per mail.</summary>
    public const string Late = nameof(Late);

    /// <summary>Paused when this lesson was the last they had received.</summary>
    public const string PausedAfter = nameof(PausedAfter);

    /// <summary>
    /// Stopped, said never again or called it spam when this lesson was the last they had received, and more were to come.
    /// </summary>
    public const string StoppedAfter = nameof(StoppedAfter);

    /// <summary>Took back a stop within an hour: among people, and on the row of the lesson it was counted for.</summary>
    public const string StopTakenBack = nameof(StopTakenBack);

    /// <summary>Found useful by a reader, per lesson.</summary>
    public const string AnsweredYes = nameof(AnsweredYes);

    /// <summary>Found a little useful by a reader, per lesson.</summary>
    public const string AnsweredALittle = nameof(AnsweredALittle);

    /// <summary>Found of no use by a reader that day, per lesson.</summary>
    public const string AnsweredNotToday = nameof(AnsweredNotToday);

    /// <summary>
    /// Calls of SendGrid that it did not simply accept, by what came of them; under the topic <see cref="CounterTopics.Calls"/>.
    /// </summary>
    public const string Throttled = nameof(Throttled);

    public const string NotReached = nameof(NotReached);
    public const string Unknown = nameof(Unknown);
    public const string Misconfigured = nameof(Misconfigured);
    public const string MailRefused = nameof(MailRefused);
    public const string TooLarge = nameof(TooLarge);

    /// <summary>Because of some of the recipients, whether it named them or not.</summary>
    public const string RecipientsRefused = nameof(RecipientsRefused);
}
