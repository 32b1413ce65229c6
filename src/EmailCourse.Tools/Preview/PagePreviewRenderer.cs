using EmailCourse.Answers;
using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using EmailCourse.Web;
using EmailCourse.Web.Desk;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace EmailCourse.Tools.Preview;

/// <summary>Renders every page a person can come to.</summary>
internal sealed class PagePreviewRenderer(
    CourseContent course,
    CoursePageFactory pages,
    ManagePageFactory managePages,
    ReadersPageFactory readersPages,
    PageRenderer renderer,
    SignUpValidator validator
)
{
    private const string Token = "a-token";
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 27, 12, 0);
    private static readonly EmailAddress Address = EmailAddress.Stored("ana@example.com");

    private const string Tomorrow = "tomorrow, Saturday, March 28, at 08:00";

    private static readonly PersonalVariables Recipient = TemplateVariablesFactory.CreatePersonal(
        "Ana",
        "https://course.example.org/unsubscribe",
        lessonLink: "https://course.example.org/lesson",
        manageLink: "https://course.example.org/manage"
    );

    private static readonly SignUpInput Filled = new("ana@example.org", "Ana", "Europe/Berlin", "7", true, new SignUpErrors());

    private static readonly SignUpErrors OnceMore = new() { Form = SignUpEndpoint.PressAgain };

    public IReadOnlyList<PreviewItem> RenderAll() =>
        [
            Item("landing", "Landing", pages.CreateLanding(new SignUpForm(), new SignUpErrors())),
            Item("landing-with-errors", "Landing, with errors", WithErrors()),
            Item("landing-once-more", "Landing, asked once more", pages.CreateLanding(Filled.ToForm(), OnceMore)),
            Item("form-closed", "Form closed for a while", FormGate.ClosedPage),
            Item("check-your-inbox", "Check your inbox", new CheckYourInboxPage()),
            Item("confirm", "Confirm", Confirm(new ConfirmErrors())),
            Item("confirm-with-errors", "Confirm, with errors", Confirm(new ConfirmErrors("Please choose when."))),
            Item("confirmed", "Confirmed", Confirmed() with { IsOnItsWay = true }),
            Item("confirmed-for-tomorrow", "Confirmed for tomorrow", Confirmed() with { NextAt = Tomorrow }),
            .. LessonsToShow()
                .Select(lesson =>
                    Item($"lesson-{lesson.Number:00}", $"Lesson {lesson.Number}", pages.CreateLesson(lesson, Recipient))
                ),
            Item("find", "Find your lessons", new FindPage("")),
            Item("find-sent", "The way is sent", FindEndpoint.SentPage),
            Item("manage", "Manage", Manage(SubscriberState.Active, done: "skip")),
            Item("manage-paused", "Manage, paused", Manage(SubscriberState.Paused, done: "pause")),
            Item("manage-stopped", "Manage, stopped", Manage(SubscriberState.Unsubscribed, done: "stop")),
            Item("manage-with-errors", "Manage, with errors", ManageWithErrors()),
            Item("manage-address-asked", "Manage, new address asked for", Manage(SubscriberState.Active, done: "address")),
            Item("erased", "Erased", ManageEndpoint.ErasedPage),
            Item("confirm-address", "Confirm the new address", ConfirmAddress(isUnticked: false)),
            Item("confirm-address-with-errors", "Confirm the new address, unticked", ConfirmAddress(isUnticked: true)),
            Item("address-confirmed", "New address confirmed", ConfirmAddressEndpoint.ConfirmedPage),
            Item("nothing-to-move", "Nothing to move", ConfirmAddressEndpoint.NothingToMovePage),
            Item("unsubscribe", "Unsubscribe", new UnsubscribePage("/" + Routes.Unsubscribe, Token)),
            Item("unsubscribed", "Unsubscribed", new UnsubscribedPage()),
            Item("refuse", "Never again", new RefusePage("/" + Routes.Refuse, Token, IsUnticked: false)),
            Item("refused", "Refused", new RefusedPage("/" + Routes.Refuse, Token)),
            Item("answer", "Was this useful?", new AnswerPage("/" + Routes.Answer, Token, LessonAnswer.ALittle.Value)),
            Item("answer-counted", "Answer counted", AnswerEndpoint.CountedPage),
            Item("answer-counted-before", "Answer counted before", AnswerEndpoint.CountedBeforePage),
            Item("answer-not-asked", "Not asked any more", AnswerEndpoint.NotAskedPage),
            Item("privacy", "Privacy", pages.CreatePrivacy()),
            Item("link-expired", "Link expired", PersonalLinkReader.ExpiredPage),
            Item("lesson-link-expired", "Link to a lesson expired", PersonalLinkReader.ExpiredLessonPage),
            Item("address-link-expired", "Link to a new address expired", PersonalLinkReader.ExpiredAddressPage),
            Item("answer-link-expired", "Link to an answer expired", PersonalLinkReader.ExpiredAnswerPage),
            Item("link-invalid", "Link broken", PersonalLinkReader.InvalidPage),
            Item("link-gone", "Link used up", PersonalLinkReader.GonePage),
            Item("link-stopped", "Stopped before", PersonalLinkReader.StoppedPage),
            Item("lesson-not-yet", "Lesson not yet received", LessonEndpoint.NotYetPage),
            Item("desk", "Desk", Overview()),
            Item("desk-readers", "Desk, readers", new DeskReadersPage("") { FormToken = Token }),
            Item("desk-reader", "Desk, a reader", Reader(Somebody(SubscriberState.Active), null)),
            Item("desk-reader-suppressed", "Desk, an address not written to", Reader(null, SuppressionReason.Complained)),
            Item("desk-lists", "Desk, lists", new DeskListsPage { FormToken = Token }),
            Item("desk-lists-looked", "Desk, what a list would do", Looked()),
            Item("desk-sign-in", "Desk, sign-in", new DeskSignInPage(TakesAddress: true, TakesKey: true)),
            Item("desk-enter", "Desk, the button of the link", new DeskEnterPage(Token)),
            Item("desk-sent", "Desk, the link is sent", SignInEndpoint.SentPage),
            Item("desk-used", "Desk, the link is used up", SignInEndpoint.UsedPage),
        ];

    // The mails show the words of all lessons; these show what is around them on a page, with and without a content note.
    private IEnumerable<Lesson> LessonsToShow() =>
        course.Lessons.Take(1).Concat(course.Lessons.Where(lesson => lesson.ContentNote is not null).Take(1)).Distinct();

    private ConfirmPage Confirm(ConfirmErrors errors) =>
        new("/" + Routes.Confirm, Token, new("Ana", "Europe/Berlin", "8", ""), errors, course.Settings.ConsentWording);

    private static ConfirmAddressPage ConfirmAddress(bool isUnticked) => new("/" + Routes.ConfirmAddress, Token, isUnticked);

    private LandingPage WithErrors()
    {
        var input = new SignUpInput("ana@localhost", "Ana2", "", "25", false, new SignUpErrors());
        return pages.CreateLanding(input.ToForm(), validator.Validate(input).Errors);
    }

    private static ConfirmedPage Confirmed() => new("active") { ManageHref = $"/{Routes.Manage}?t={Token}", IsFirst = true };

    private ManagePage Manage(SubscriberState state, string done = "") => managePages.Create(Somebody(state), Token, Now, done);

    private Subscriber Somebody(SubscriberState state)
    {
        var slugs = course.Lessons.Select(lesson => lesson.Slug).ToList();
        var received = Progress.None with { Received = [.. slugs.SkipLast(1).Take(3)], Skipped = [.. slugs.Skip(3).Take(1)] };
        var isPlanned = state == SubscriberState.Active && slugs.Count > 4;
        return new Subscriber(
            new Recipient(
                SubscriberId.FromBytes(new byte[SubscriberId.Size]),
                Address,
                FirstName.Stored("Ana"),
                new DailySchedule(DateTimeZoneProviders.Tzdb["Europe/Berlin"], DailySchedule.DefaultHour)
            ),
            state,
            isPlanned ? received.Awaiting(slugs[4].Mail, Now + Duration.FromHours(19)) : received,
            Now
        )
        {
            Stop = state == SubscriberState.Unsubscribed ? new Stop(Now, SubscriberState.Active, null) : null,
            Consent = new(Now, course.Settings.ConsentWording, "a-hash"),
            ConfirmedAt = Now,
            LastLessonAt = Now,
        };
    }

    private ManagePage ManageWithErrors()
    {
        var page = Manage(SubscriberState.Active);
        var input = new ManageInput(
            new FormCollection(
                new()
                {
                    ["act"] = "schedule",
                    ["hour"] = "25",
                    ["timeZone"] = "",
                    ["pace"] = "daily",
                }
            )
        );
        return page with { Form = input.ToForm(page.Form), Errors = input.Validate(Address, new AddressPolicy(course)).Errors };
    }

    private DeskOverviewPage Overview() =>
        new OverviewPageFactory(new DeskTableFactory(course)).Create(
            SampleNumbers.Create(course),
            SampleNumbers.Health,
            SampleNumbers.Now
        ) with
        {
            FormToken = Token,
        };

    private DeskReadersPage Reader(Subscriber? subscriber, string? suppressed)
    {
        var nobody = SubscriberId.Nobody;
        var tombstone = suppressed is null ? null : new Tombstone(suppressed, Now);
        var known = new KnownAddress(Address, nobody, MailboxId.FromBytes(nobody.ToBytes()), subscriber, tombstone, null, false);
        return readersPages.Create(known, Now) with
        {
            FormToken = Token,
            Audit = [new("2026-03-27 12:00 UTC", ReaderAct.Pause.Words, "Link to an address")],
        };
    }

    private static DeskListsPage Looked() =>
        new()
        {
            FormToken = Token,
            Text = "email,time_zone,hour,consent_at,consent_wording\nana@example.com,Europe/Berlin,8,2026-01-31T18:30:00Z,Yes.\n",
            Report = new(
                IsDone: false,
                1,
                "3",
                "1",
                "1",
                "1",
                [new(3, "Takes the course already."), new(4, "hour: '25' is no full hour from 0 to 23.")]
            )
            {
                NotRead = "notes",
            },
        };

    private PreviewItem Item(string name, string title, Page page) =>
        new(PreviewKind.Page, name, title, FileLinkRewriter.Rewrite(renderer.Render(page)));
}
