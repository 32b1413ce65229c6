using System.Diagnostics.Metrics;
using EmailCourse.Course;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Telemetry;

/// <summary>
/// The metrics of the course. Tags have few values (mail keys, outcomes, reasons) and tell nothing about a person.
/// </summary>
internal sealed class CourseMetrics
{
    private readonly Counter<int> _ticks;
    private readonly Counter<int> _sent;
    private readonly Counter<int> _unknown;
    private readonly Counter<int> _postponed;
    private readonly Counter<int> _suppressed;
    private readonly Counter<int> _refusals;
    private readonly Counter<int> _brake;
    private readonly Counter<int> _unreadable;
    private readonly Counter<int> _acceptedForms;
    private readonly Counter<int> _refusedForms;
    private readonly Dictionary<string, Counter<int>> _people;
    private readonly Histogram<double> _lateness;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _unknownFor;
    private readonly Histogram<double> _call;

    public CourseMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(CourseTelemetry.Name);
        _ticks = meter.CreateCounter<int>("emailcourse.ticks", "{tick}", "Rounds in which every shard was asked what is due.");
        _sent = meter.CreateCounter<int>("emailcourse.mails.sent", "{mail}", "Mails handed to the provider.");
        _lateness = meter.CreateHistogram<double>(
            "emailcourse.lesson.lateness",
            "s",
            "From a lesson's due time to its being accepted."
        );
        _postponed = meter.CreateCounter<int>(
            "emailcourse.lessons.postponed",
            "{mail}",
            "Lessons too late for their hour, moved to the next."
        );
        _batchSize = meter.CreateHistogram<int>("emailcourse.batch.size", "{mail}", "Mails of one call to the provider.");
        _unknown = meter.CreateCounter<int>("emailcourse.batches.unknown", "{batch}", "Calls whose answer was lost.");
        _unknownFor = meter.CreateHistogram<double>(
            "emailcourse.batch.unknown.age",
            "s",
            "Since its first call, for a batch that a run finds without a known outcome."
        );
        _call = meter.CreateHistogram<double>(
            "emailcourse.sendgrid.duration",
            "s",
            "From a call to SendGrid to what came of it."
        );
        _suppressed = meter.CreateCounter<int>(
            "emailcourse.suppressions",
            "{person}",
            "Subscribers who must not be mailed again."
        );
        _refusals = meter.CreateCounter<int>(
            "emailcourse.refusals",
            "{refusal}",
            "Times SendGrid refused the account or a mail whoever it is for, so that somebody has to mend it."
        );
        _brake = meter.CreateCounter<int>(
            "emailcourse.brake.ticks",
            "{tick}",
            "Ticks that found something due while all sending has stopped, by what was too much."
        );
        _unreadable = meter.CreateCounter<int>(
            "emailcourse.events.unreadable",
            "{event}",
            "Events of SendGrid's webhook that could not be read."
        );
        _acceptedForms = meter.CreateCounter<int>(
            "emailcourse.forms.accepted",
            "{request}",
            "Sign-ups and searches taken, whatever is known of their address."
        );
        _refusedForms = meter.CreateCounter<int>(
            "emailcourse.forms.refused",
            "{request}",
            "Sign-ups and searches not taken, by reason."
        );
        _people = new()
        {
            [CounterNames.SignedUp] = meter.CreateCounter<int>(
                "emailcourse.signups",
                "{person}",
                "Addresses signed up for the first time."
            ),
            [CounterNames.Confirmed] = meter.CreateCounter<int>("emailcourse.confirmations", "{person}", "Sign-ups confirmed."),
            [CounterNames.Unsubscribed] = meter.CreateCounter<int>("emailcourse.stops", "{person}", "People who said stop."),
        };
    }

    public void Ticked() => _ticks.Add(1);

    /// <summary>Records accepted mails, and of lessons the lateness of each.</summary>
    public void Sent(MailKey mail, IReadOnlyCollection<Duration> lateness)
    {
        _sent.Add(lateness.Count, Tag(mail));
        foreach (var late in mail.IsLesson ? lateness : [])
        {
            _lateness.Record(late.TotalSeconds, Tag(mail));
        }
    }

    public void Submitted(MailKey mail, int size) => _batchSize.Record(size, Tag(mail));

    public void AnswerLost(MailKey mail) => _unknown.Add(1, Tag(mail));

    public void StillUnknown(MailKey mail, Duration age) => _unknownFor.Record(age.TotalSeconds, Tag(mail));

    public void Postponed(MailKey mail) => _postponed.Add(1, Tag(mail));

    public void Called(string outcome, TimeSpan duration) =>
        _call.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));

    /// <param name="what"><c>account</c>, which holds up everything, or <c>mail</c>.</param>
    public void ProviderRefuses(string what) => _refusals.Add(1, new KeyValuePair<string, object?>("what", what));

    /// <param name="cause"><c>Complaints</c> or <c>Bounces</c>.</param>
    public void BrakeHolds(string cause) => _brake.Add(1, new KeyValuePair<string, object?>("cause", cause));

    /// <param name="form"><c>sign-up</c> or <c>find</c>.</param>
    public void FormAccepted(string form) => _acceptedForms.Add(1, new KeyValuePair<string, object?>("form", form));

    /// <param name="form"><c>sign-up</c>, <c>find</c> or <c>desk</c>.</param>
    /// <param name="reason">One of a few words.</param>
    public void FormRefused(string form, string reason) =>
        _refusedForms.Add(
            1,
            new KeyValuePair<string, object?>("form", form),
            new KeyValuePair<string, object?>("reason", reason)
        );

    public void Unreadable(int events)
    {
        if (events > 0)
        {
            _unreadable.Add(events);
        }
    }

    /// <summary>Records what a committed transaction counted in the table.</summary>
    /// <param name="reason">The reason of a suppression.</param>
    public void Counted(IEnumerable<string> counters, string? reason)
    {
        foreach (var name in counters)
        {
            if (name == CounterNames.Suppressed)
            {
                _suppressed.Add(1, new KeyValuePair<string, object?>("reason", reason));
            }
            else if (_people.TryGetValue(name, out var counter))
            {
                counter.Add(1);
            }
        }
    }

    private static KeyValuePair<string, object?> Tag(MailKey mail) => new("mail", mail.Value);
}
