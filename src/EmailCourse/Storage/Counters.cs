namespace EmailCourse.Storage;

/// <summary>The names of what is counted.</summary>
internal static class Counters
{
    public const string SignedUp = nameof(SignedUp);
    public const string Confirmed = nameof(Confirmed);
    public const string Unsubscribed = nameof(Unsubscribed);
    public const string Suppressed = nameof(Suppressed);
    public const string Expired = nameof(Expired);

    /// <summary>Handed to the provider, per mail.</summary>
    public const string Sent = nameof(Sent);

    /// <summary>Handed over a second time after an answer was lost, per mail: so many may have come twice.</summary>
    public const string SentAgain = nameof(SentAgain);

    /// <summary>Received the last lesson, on that lesson's row.</summary>
    public const string Completed = nameof(Completed);

    /// <summary>Moved to the learner's next hour because it was too late, per mail.</summary>
    public const string Late = nameof(Late);
}
