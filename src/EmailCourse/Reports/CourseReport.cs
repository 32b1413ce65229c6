namespace EmailCourse.Reports;

/// <summary>Everything counted since the course began.</summary>
/// <param name="Mails">One entry per mail, in the order of their names.</param>
/// <param name="People">What people did.</param>
internal sealed record CourseReport(IReadOnlyList<MailNumbers> Mails, PeopleNumbers People);

/// <summary>The numbers of one mail.</summary>
/// <param name="Mail">Its key.</param>
/// <param name="Sent">For how many subscribers SendGrid accepted it.</param>
/// <param name="SentAgain">How many of those were accepted after an attempt without an answer.</param>
/// <param name="Late">How often it was too late and moved to the subscriber's next hour.</param>
/// <param name="Completed">For how many it was the last one.</param>
internal sealed record MailNumbers(string Mail, long Sent, long SentAgain, long Late, long Completed)
{
    /// <summary>How often somebody paused to whom this lesson had come last.</summary>
    public long PausedAfter { get; init; }

    /// <summary>
    /// How many stopped, said never again or called it spam, and did not take it back, to whom this lesson had come last and
    /// more were to come.
    /// </summary>
    public long StoppedAfter { get; init; }

    /// <summary>What readers answered to the question at its end, if it is a lesson.</summary>
    public AnswerNumbers Answers { get; init; } = new(0, 0, 0);
}

/// <summary>How many readers found a lesson useful, a little useful, and of no use that day.</summary>
internal sealed record AnswerNumbers(long Yes, long ALittle, long NotToday)
{
    /// <summary>Of fewer answers than this, somebody who knows the readers could guess whose they are.</summary>
    public const int FewestToTell = 5;

    public long Total => Yes + ALittle + NotToday;

    public AnswerNumbers Add(AnswerNumbers other) => new(Yes + other.Yes, ALittle + other.ALittle, NotToday + other.NotToday);

    /// <summary>Whether there are enough to be shown.</summary>
    public bool AreEnoughToTell => Total >= FewestToTell;
}

/// <summary>The numbers of sign-ups and of what followed them.</summary>
internal sealed record PeopleNumbers(
    long SignedUp,
    long Confirmed,
    long Imported,
    long Unsubscribed,
    long Suppressed,
    long Expired,
    long Forgotten
);
