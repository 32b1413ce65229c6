using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using NodaTime;

namespace EmailCourse.Web;

/// <summary>Creates the page on which a subscriber sees and changes their own course.</summary>
internal sealed class ManagePageFactory(CourseContent course, MailPlan plan, LessonLinkFactory links)
{
    /// <summary>What <c>done</c> begins with when an act had nothing to change.</summary>
    public const string Nothing = "nothing";

    /// <param name="token">The token of the page's own link.</param>
    /// <param name="done">The name of the act just done, after <see cref="Nothing"/> if it changed nothing; or any text.</param>
    public ManagePage Create(Subscriber subscriber, string token, Instant now, string done = "")
    {
        var standing = CreateStanding(subscriber, now);
        var (status, undo) = Done(done, subscriber, standing);
        var action = $"/{Routes.Manage}?t={token}";
        return new ManagePage(action, $"/{Routes.ManageData}?t={token}", standing, CreateForm(subscriber.Recipient))
        {
            Status = status,
            Undo = undo,
        };
    }

    private CourseStanding CreateStanding(Subscriber subscriber, Instant now)
    {
        var progress = subscriber.Progress;
        var lessons = course.Lessons.Select(lesson => Managed(lesson, subscriber)).ToList();
        return new CourseStanding(
            subscriber.State.ToString().ToLowerInvariant(),
            lessons.Count(lesson => lesson.Href is not null),
            lessons.Count,
            [.. lessons.Where(lesson => lesson.Href is not null || lesson.IsSkipped)]
        )
        {
            Next = Find(lessons, plan.Next(progress)),
            Previous = Find(lessons, plan.Previous(progress)),
            Last = Find(lessons, plan.LastReceived(progress)),
            NextAt = progress.NextLessonAt is { } at ? TimeInWords.Of(at, now, subscriber.Recipient.Schedule.Zone) : null,
            IsOnItsWay = progress.NextLessonAt <= now,
            MovesTo = subscriber.MovesTo?.Value,
            MayUndoStop = UndoUnsubscribe.IsPossible(subscriber, now),
        };
    }

    private static ManagedLesson? Find(List<ManagedLesson> lessons, LessonSlug? slug) =>
        slug is { } wanted ? lessons.Single(lesson => lesson.Slug == wanted.Value) : null;

    private ManagedLesson Managed(Lesson lesson, Subscriber subscriber) =>
        new(
            lesson.Slug.Value,
            lesson.Number,
            lesson.Title,
            subscriber.Progress.HasReceived(lesson.Slug) ? links.Create(subscriber.Id, lesson.Slug) : null,
            subscriber.Progress.Skipped.Contains(lesson.Slug)
        );

    private static ManageForm CreateForm(Recipient recipient)
    {
        var zone = recipient.Schedule.Zone.Id;
        var isOffered = TimeZoneRegion.All.Any(region => region.Zones.Any(choice => choice.Id == zone));
        return new ManageForm(
            recipient.Schedule.Hour,
            zone,
            PaceNames.Of(recipient.Schedule.Pace),
            recipient.FirstName.Value,
            isOffered ? null : zone
        );
    }

    // Only what the subscriber's state bears out, since whoever has the link can write any address.
    private static (string? Status, ManagedUndo? Undo) Done(string done, Subscriber subscriber, CourseStanding standing) =>
        (done, subscriber.State) switch
        {
            ("skip", _) when standing.Previous is { IsSkipped: true } skipped => (
                $"{Named(skipped)} is skipped.",
                new ManagedUndo("back", skipped.Slug)
            ),
            ("back", _) when standing.Next is { } next => ($"{Named(next)} is next again.", null),
            ("again", _) when standing.Last is { } last => (
                $"{Named(last)} is on its way once more. It should arrive within a few minutes.",
                null
            ),
            ("start-over", SubscriberState.Active) => ("The course begins again with the first lesson.", null),
            ("schedule", _) => ("When your lessons come is saved.", null),
            ("pause", SubscriberState.Paused) => ("The lessons are paused. Your place is kept.", new ManagedUndo("resume")),
            ("resume" or "undo-stop", SubscriberState.Active) => ("The lessons go on from the same place.", null),
            ("undo-stop", _) => ("Your stop is taken back. Everything is as it was.", null),
            ("name", _) => (
                subscriber.Recipient.FirstName.IsGiven
                    ? $"From now on we greet you as {subscriber.Recipient.FirstName}."
                    : "From now on we greet you without a name.",
                null
            ),
            ("address", SubscriberState.Active or SubscriberState.Paused or SubscriberState.Completed) => (
                "If the new address can get our emails, one with a button is on its way to it. Nothing changes until that button "
                    + "is pressed. If nothing comes, please look among spam or promotions there.",
                null
            ),
            ("stop", SubscriberState.Unsubscribed) => (
                "The emails have stopped. Nothing more is sent to you.",
                standing.MayUndoStop ? new ManagedUndo("undo-stop") : null
            ),
            (Nothing + "-again", _) => (
                "It was not sent once more: less than an hour has passed since the last time, or another email is on its way. "
                    + "Please look among spam or promotions, or try again in an hour.",
                null
            ),
            (Nothing + "-skip" or Nothing + "-back" or Nothing + "-undo-stop", _) => (
                "Nothing was changed, because things had moved on. This is how they stand now.",
                null
            ),
            _ => (null, null),
        };

    private static string Named(ManagedLesson lesson) => $"Lesson {lesson.Number}, “{lesson.Title}”,";
}
