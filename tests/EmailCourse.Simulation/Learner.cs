using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>One simulated person, and what the simulation knows of them that the engine does not.</summary>
/// <param name="addresses">The address they sign up with, and those they may move to, each once.</param>
internal sealed class Learner(IReadOnlyList<Recipient> addresses)
{
    private int _current;
    private int _lastAsked;

    /// <summary>The address at which they have the course, or would have it.</summary>
    public Recipient Recipient => addresses[_current];

    public SubscriberId Id => Recipient.Id;

    public IEnumerable<SubscriberId> Ids => addresses.Select(address => address.Id);

    /// <summary>The addresses that the course has left, to which links in older mails belong, and today's.</summary>
    public IReadOnlyList<SubscriberId> IdsSoFar => [.. Ids.Where(id => id == Id || LeftAt.ContainsKey(id))];

    public string MailboxName => MailboxOf(Recipient.Email);

    /// <summary>An address whose button they press when their next lesson comes.</summary>
    public SubscriberId? AddressToConfirm { get; set; }

    /// <summary>When each address let the course go.</summary>
    public Dictionary<SubscriberId, Instant> LeftAt { get; } = [];

    /// <summary>The mailbox that several people's addresses may reach; not as the engine sees it, which may err.</summary>
    public static string MailboxOf(EmailAddress address) => address.Value.Split('+', '@')[0];

    public EmailAddress EmailOf(SubscriberId id) => addresses.First(address => address.Id == id).Email;

    /// <summary>An address they have not yet asked to move to.</summary>
    public EmailAddress? NextAddress()
    {
        _lastAsked = Math.Max(_lastAsked, _current) + 1;
        return _lastAsked < addresses.Count ? addresses[_lastAsked].Email : null;
    }

    /// <summary>The course has come to that address of theirs.</summary>
    public void ArrivedAt(SubscriberId id) => _current = Math.Max(_current, Ids.ToList().IndexOf(id));

    /// <summary>How the provider treats the address.</summary>
    public required AddressKind Kind { get; init; }

    /// <summary>Whether an address of a refused kind is refused only from the second lesson on, so among many others.</summary>
    public required bool IsRefusedLate { get; init; }

    /// <summary>Every schedule asked for, with the time of asking; several count while a change is on its way.</summary>
    public List<(Instant Since, DailySchedule Schedule)> Schedules { get; } = [];

    /// <summary>Every mail the provider accepted for this person.</summary>
    public List<(string Mail, string Batch, Instant At, SubscriberId To)> Mailbox { get; } = [];

    /// <summary>When the confirm page last said yes.</summary>
    public Instant? ConfirmedAt { get; set; }

    /// <summary>When the row became active after a confirmation, whether or not the page could say so.</summary>
    public List<Instant> Beginnings { get; } = [];

    /// <summary>
    /// When the button of a mail was pressed, or a stop taken back, and at which address: which shows that mail is wanted there.
    /// </summary>
    public List<(SubscriberId Id, Instant At)> Presses { get; } = [];

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

    /// <summary>Since when the page has said that a mailbox of this person's is never written to again unasked.</summary>
    public Dictionary<string, Instant> RefusedAt { get; } = [];

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
