using System.Diagnostics.Metrics;
using EmailCourse.Course;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>What delivery measures, in the meter <c>EmailCourse</c>.</summary>
internal sealed class DeliveryMetrics
{
    public const string MeterName = "EmailCourse";

    private readonly Counter<int> _sent;
    private readonly Counter<int> _unknown;
    private readonly Counter<int> _postponed;
    private readonly Histogram<double> _lateness;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _sent = meter.CreateCounter<int>("emailcourse.mails.sent", "{mail}", "Mails handed to the provider.");
        _unknown = meter.CreateCounter<int>("emailcourse.batches.unknown", "{batch}", "Calls whose answer was lost.");
        _postponed = meter.CreateCounter<int>("emailcourse.lessons.postponed", "{mail}", "Lessons too late for their hour, moved to the next.");
        _lateness = meter.CreateHistogram<double>("emailcourse.lesson.lateness", "s", "From a lesson's due time to its being handed over.");
    }

    public void Sent(IReadOnlyList<DueMail> dues, Instant now)
    {
        var mail = dues[0].Due.Mail;
        _sent.Add(dues.Count, Tag(mail));
        foreach (var due in mail.IsLesson ? dues : [])
            _lateness.Record((now - due.Due.At).TotalSeconds, Tag(mail));
    }

    public void AnswerLost(MailKey mail) => _unknown.Add(1, Tag(mail));

    public void Postponed(MailKey mail) => _postponed.Add(1, Tag(mail));

    private static KeyValuePair<string, object?> Tag(MailKey mail) => new("mail", mail.Value);
}
