using EmailCourse.Course;
using EmailCourse.Web;
using EmailCourse.Web.Rendering;

namespace EmailCourse.Local.Preview;

/// <summary>Every page a person can come to.</summary>
internal sealed class PageExhibits(
    CourseContent course,
    CoursePageFactory pages,
    PageRenderer renderer,
    SignUpValidator validator
)
{
    private const string Token = "a-token";

    private static readonly PersonalVariables Reader = TemplateVariablesFactory.CreatePersonal(
        "Ana",
        "https://course.example.org/unsubscribe",
        lessonLink: "https://course.example.org/lesson"
    );

    public IReadOnlyList<Exhibit> All() =>
        [
            Show("landing", "Landing", pages.CreateLanding(new SignUpForm(), new SignUpErrors())),
            Show("landing-with-errors", "Landing, with errors", WithErrors()),
            Show("check-your-inbox", "Check your inbox", new CheckYourInboxPage()),
            Show("confirm", "Confirm", new ConfirmPage("/" + Routes.Confirm, Token)),
            Show("confirmed", "Confirmed", new ConfirmedPage()),
            .. LessonsToShow()
                .Select(lesson =>
                    Show($"lesson-{lesson.Number:00}", $"Lesson {lesson.Number}", pages.CreateLesson(lesson, Reader))
                ),
            Show("unsubscribe", "Unsubscribe", new UnsubscribePage("/" + Routes.Unsubscribe, Token)),
            Show("unsubscribed", "Unsubscribed", new UnsubscribedPage()),
            Show("privacy", "Privacy", pages.CreatePrivacy()),
            Show("link-expired", "Link expired", PersonalLinkReader.ExpiredPage),
            Show("link-invalid", "Link broken", PersonalLinkReader.InvalidPage),
            Show("link-gone", "Link used up", PersonalLinkReader.GonePage),
            Show("link-stopped", "Stopped before", PersonalLinkReader.StoppedPage),
            Show("lesson-not-yet", "Lesson not yet received", LessonEndpoint.NotYetPage),
        ];

    // Their words are among the mails already; these show what stands around them.
    private IEnumerable<Lesson> LessonsToShow() =>
        course.Lessons.Take(1).Concat(course.Lessons.Where(lesson => lesson.ContentNote is not null).Take(1)).Distinct();

    private LandingPage WithErrors()
    {
        var input = new SignUpInput("ana@localhost", "Ana2", "", "25", false, new SignUpErrors());
        return pages.CreateLanding(input.ToForm(), validator.Validate(input, "").Errors);
    }

    private Exhibit Show(string name, string title, Page page) =>
        new(ExhibitKind.Page, name, title, FileLinks.In(renderer.Render(page)));
}
