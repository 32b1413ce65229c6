using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Web.Desk;

/// <summary>Creates the page that shows an operator what is stored of an address, with times on its owner's clock.</summary>
internal sealed class ReadersPageFactory(CourseContent course, MailPlan plan)
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.Create(
        "MMMM d, uuuu, 'at' HH:mm",
        CultureInfo.InvariantCulture
    );

    public DeskReadersPage Create(KnownAddress known, Instant now) =>
        new(known.Address.Value)
        {
            Found = new(known.Subscriber is { } subscriber ? CreateReader(subscriber, now) : null, Suppression(known))
            {
                MovedAt = known.Forwarding is { } forwarding ? At(forwarding.At, DateTimeZone.Utc) : null,
            },
        };

    private DeskReader CreateReader(Subscriber subscriber, Instant now)
    {
        var (progress, zone) = (subscriber.Progress, subscriber.Recipient.Schedule.Zone);
        var last = plan.LastReceived(progress);
        return new DeskReader(StateInWords(subscriber), [.. Facts(subscriber)], [.. Lessons(progress)])
        {
            Next = NextInWords(subscriber, now),
            LastAt = subscriber.LastLessonAt is { } at ? At(at, zone) : null,
            Consent = subscriber.Consent is { } consent
                ? new(At(consent.At, zone), consent.Wording, consent.NetworkFingerprint.Length == 0)
                : null,
            MayPause = subscriber.State == SubscriberState.Active,
            MayResume = subscriber.State == SubscriberState.Paused,
            MayRepeat = subscriber.IsSubscribed && last is not null,
            MayStop = subscriber.State is not (SubscriberState.Unsubscribed or SubscriberState.Moved),
            MayErase = subscriber.State != SubscriberState.Moved,
        };
    }

    private static string StateInWords(Subscriber subscriber) =>
        subscriber.State switch
        {
            SubscriberState.Pending => "Has signed up and not pressed the button yet.",
            SubscriberState.Active => "Takes the course.",
            SubscriberState.Paused => "Has paused.",
            SubscriberState.Completed => "Has had every lesson.",
            SubscriberState.Unsubscribed => "Has stopped. Nothing is sent.",
            SubscriberState.Arriving => "A course is about to come to this address.",
            SubscriberState.Moved => "The course has gone to another address. What is kept here is about to be deleted.",
            _ => throw new ArgumentOutOfRangeException(nameof(subscriber), subscriber.State, "No such state."),
        };

    private static IEnumerable<DeskFact> Facts(Subscriber subscriber)
    {
        var (recipient, schedule) = (subscriber.Recipient, subscriber.Recipient.Schedule);
        if (recipient.FirstName.IsGiven)
        {
            yield return new("First name", recipient.FirstName.Value);
        }

        var pace = PaceNames.Of(schedule.Pace).Replace('-', ' ');
        yield return new("Hour", string.Create(CultureInfo.InvariantCulture, $"{schedule.Hour:00}:00, {pace}"));
        yield return new("Time zone", schedule.Zone.Id);
        yield return new("Signed up", At(subscriber.SignedUpAt, schedule.Zone));
        foreach (
            var (name, at) in new[]
            {
                ("Confirmed", subscriber.ConfirmedAt),
                ("Completed", subscriber.CompletedAt),
                ("Stopped", subscriber.Stop?.At),
                ("Lesson once more", subscriber.LastRepeatAt),
            }
        )
        {
            if (at is { } then)
            {
                yield return new(name, At(then, schedule.Zone));
            }
        }

        if (subscriber.MovesTo is { } target)
        {
            yield return new("Moves to", target.Value);
        }
    }

    private string? NextInWords(Subscriber subscriber, Instant now)
    {
        if (subscriber.Progress.Due is not { } due)
        {
            return null;
        }

        var zone = subscriber.Recipient.Schedule.Zone;
        var when = due.At <= now ? "now" : TimeInWords.Of(due.At, now, zone);
        return $"{Named(due.Mail)}: {when} on their clock.";
    }

    private string Named(MailKey mail) =>
        mail == MailKey.Expire ? "The sign-up is deleted"
        : mail == MailKey.Move ? "The course moves"
        : (mail.IsLesson || mail.IsRepeat) && course.Find(mail.Lesson) is { } lesson
            ? $"Lesson {lesson.Number}, “{lesson.Title}”{(mail.IsRepeat ? ", once more" : "")}"
        : $"The email “{mail}”";

    private IEnumerable<DeskReaderLesson> Lessons(Progress progress) =>
        course
            .Lessons.Where(lesson => progress.HasReceived(lesson.Slug) || progress.Skipped.Contains(lesson.Slug))
            .Select(lesson => new DeskReaderLesson(
                lesson.Number,
                lesson.Title,
                !progress.HasReceived(lesson.Slug) ? "skipped"
                    : progress.PutBack.Contains(lesson.Slug) ? "comes again"
                    : null
            ));

    private static DeskSuppression? Suppression(KnownAddress known) =>
        (known.Tombstone, known.IsMailboxClosed) switch
        {
            ({ } tombstone, _) => new(Reason(tombstone.Reason), At(tombstone.At, DateTimeZone.Utc)),
            (null, true) => new("Its owner said never again, in another spelling of this address.", null),
            _ => null,
        };

    private static string Reason(string reason) =>
        reason switch
        {
            SuppressionReason.Bounced => "An email came back: the mailbox does not exist or takes no mail from us.",
            SuppressionReason.Dropped => "SendGrid did not send an email, since an earlier one came back or was reported.",
            SuppressionReason.Invalid => "SendGrid refuses the address as invalid.",
            SuppressionReason.Complained => "An email was reported as spam.",
            SuppressionReason.Refused => "Its owner said never again, or stopped before anything was confirmed.",
            SuppressionReason.Erased => "Its owner had everything erased.",
            _ => reason,
        };

    private static string At(Instant at, DateTimeZone zone) => $"{Time.Format(at.InZone(zone).LocalDateTime)} ({zone.Id})";
}
