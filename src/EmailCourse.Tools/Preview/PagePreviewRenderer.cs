using EmailCourse.Course;
using EmailCourse.Web;
using EmailCourse.Web.Rendering;

namespace EmailCourse.Tools.Preview;

/// <summary>Renders every page a person can come to.</summary>
internal sealed class PagePreviewRenderer(
    CourseContent course,
    CoursePageFactory pages,
    PageRenderer renderer,
    SignUpValidator validator
)
{
    private const string Token = "a-token";

    private static readonly PersonalVariables Recipient = TemplateVariablesFactory.CreatePersonal(
        "Ana",
        "https://course.example.org/unsubscribe",
        lessonLink: "https://course.example.org/lesson"
    );

    public IReadOnlyList<PreviewItem> RenderAll() =>
        [
            Item("landing", "Landing", pages.CreateLanding(new SignUpForm(), new SignUpErrors())),
            Item("landing-with-errors", "Landing, with errors", WithErrors()),
            Item("check-your-inbox", "Check your inbox", new CheckYourInboxPage()),
            Item("confirm", "Confirm", Confirm(new ConfirmErrors())),
            Item("confirm-with-errors", "Confirm, with errors", Confirm(new ConfirmErrors("Please choose when."))),
            Item("confirmed", "Confirmed", new ConfirmedPage("now")),
            Item("confirmed-for-tomorrow", "Confirmed for tomorrow", new ConfirmedPage("tomorrow")),
            .. LessonsToShow()
                .Select(lesson =>
                    Item($"lesson-{lesson.Number:00}", $"Lesson {lesson.Number}", pages.CreateLesson(lesson, Recipient))
                ),
            Item("unsubscribe", "Unsubscribe", new UnsubscribePage("/" + Routes.Unsubscribe, Token)),
            Item("unsubscribed", "Unsubscribed", new UnsubscribedPage()),
            Item("refuse", "Never again", new RefusePage("/" + Routes.Refuse, Token)),
            Item("refused", "Refused", new RefusedPage("/" + Routes.Refuse, Token)),
            Item("privacy", "Privacy", pages.CreatePrivacy()),
            Item("link-expired", "Link expired", PersonalLinkReader.ExpiredPage),
            Item("link-invalid", "Link broken", PersonalLinkReader.InvalidPage),
            Item("link-gone", "Link used up", PersonalLinkReader.GonePage),
            Item("link-stopped", "Stopped before", PersonalLinkReader.StoppedPage),
            Item("lesson-not-yet", "Lesson not yet received", LessonEndpoint.NotYetPage),
        ];

    // The mails show the words of all lessons; these show what is around them on a page, with and without a content note.
    private IEnumerable<Lesson> LessonsToShow() =>
        course.Lessons.Take(1).Concat(course.Lessons.Where(lesson => lesson.ContentNote is not null).Take(1)).Distinct();

    private ConfirmPage Confirm(ConfirmErrors errors) =>
        new("/" + Routes.Confirm, Token, new("Europe/Berlin", "8", ""), errors, course.Settings.ConsentWording);

    private LandingPage WithErrors()
    {
        var input = new SignUpInput("ana@localhost", "Ana2", "", "25", false, new SignUpErrors());
        return pages.CreateLanding(input.ToForm(), validator.Validate(input).Errors);
    }

    private PreviewItem Item(string name, string title, Page page) =>
        new(PreviewKind.Page, name, title, FileLinkRewriter.Rewrite(renderer.Render(page)));
}
