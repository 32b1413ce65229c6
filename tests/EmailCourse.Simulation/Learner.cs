using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>One simulated person, and what the simulation knows of them that the engine does not.</summary>
internal sealed class Learner(Recipient recipient)
{
    public Recipient Recipient => recipient;

    public SubscriberId Id => recipient.Id;

    /// <summary>The mailbox that several people's addresses may reach; not as the engine sees it, which may err.</summary>
    public string MailboxName => recipient.Email.Value.Replace("+news", "", StringComparison.Ordinal);

    /// <summary>How the provider treats the address.</summary>
    public required AddressKind Kind { get; init; }

    /// <summary>Whether an address of a refused kind is refused only from the second lesson on, so among many others.</summary>
    public required bool IsRefusedLate { get; init; }

    /// <summary>Every schedule asked for, with the time of asking; several count while a change is on its way.</summary>
    public List<(Instant Since, DailySchedule Schedule)> Schedules { get; } = [];

    /// <summary>Every mail the provider accepted for this person.</summary>
    public List<(string Mail, string Batch, Instant At)> Mailbox { get; } = [];

    /// <summary>When the confirm page last said yes.</summary>
    public Instant? ConfirmedAt { get; set; }

    /// <summary>When the row became active after a confirmation, whether or not the page could say so.</summary>
    public List<Instant> Beginnings { get; } = [];

    /// <summary>
    /// When somebody subscribed already pressed the button of a mail, or took back a stop: which shows as well that
    /// mail is wanted.
    /// </summary>
    public List<Instant> LaterPresses { get; } = [];

    /// <summary>When all that was stored was deleted because the course was over.</summary>
    public Instant? ForgottenAt { get; set; }

    /// <summary>When a sign-up was last attempted; it may take effect a little later.</summary>
    public Instant? SignUpAt { get; set; }

    /// <summary>What became of each lesson in this person's row, beside being received once.</summary>
    public Dictionary<LessonSlug, LessonHistory> Lessons { get; } = [];

    /// <summary>The schedules that stood in the row, with the time each came there.</summary>
    public List<(Instant Since, DailySchedule Schedule)> StoredSchedules { get; } = [];

    /// <summary>How often the row began to wait for a copy of a lesson.</summary>
    public int CopiesPlanned { get; set; }

    /// <summary>Since when the unsubscribe page has said that nothing more will come.</summary>
    public Instant? StoppedAt { get; set; }

    /// <summary>Since when the page has said that this person's mailbox is never written to again unasked.</summary>
    public Instant? RefusedAt { get; set; }

    /// <summary>
    /// Whether this person ever said stop, complained or could not be reached: then the course need not be complete.
    /// </summary>
    public bool MayMissLessons { get; set; }

    public DailySchedule Schedule => Schedules[^1].Schedule;
}

/// <summary>How often a lesson was recorded as received, skipped, and put back to come once more.</summary>
internal sealed class LessonHistory
{
    public int Received { get; set; }

    public int Skipped { get; set; }

    public int PutBack { get; set; }
}

/// <summary>How the provider treats an address.</summary>
internal enum AddressKind
{
    Good,
    Bounces,
    Complains,
    Invalid,
    Poison,
}
