using EmailCourse.Course;
using EmailCourse.Course.Markup;
using EmailCourse.Web.Rendering;
using Microsoft.Extensions.Options;
using MimeKit;

namespace EmailCourse.Local.Writing;

/// <summary>Shows what a text of the course becomes, with the engine that the course runs on.</summary>
internal sealed class TextPreview(LoadedCourse course, LessonsFolder folder)
{
    private static readonly PersonalVariables Reader = TemplateVariablesFactory.CreatePersonal(
        SampleMailComposer.Name,
        unsubscribeLink: "/unsubscribe",
        confirmLink: "/confirm",
        lessonLink: "/lesson",
        refuseLink: "/never-again",
        manageLink: "/manage",
        moveLink: "/confirm-address",
        answerLink: "/answer?t=token"
    );

    private CourseContent Content => course.Content;

    /// <summary>The lesson in a text; <see langword="null"/> if it is none, or the course that runs does not have it.</summary>
    public Lesson? Lesson(CourseText text) => Content.Lessons.FirstOrDefault(lesson => IsIn(lesson.Template.Body, text));

    /// <summary>The mail of a text as its recipient gets it; <see langword="null"/> if it is none, or not there yet.</summary>
    public MimeMessage? Mail(CourseText text) =>
        Template(text) is { } mail
            ? ActivatorUtilities.CreateInstance<SampleMailComposer>(course.Services).Compose(mail.Key)
            : null;

    /// <summary>The line that mail programs show beside the subject; empty for what is no mail.</summary>
    public string Preheader(CourseText text)
    {
        var site = course.Services.GetRequiredService<IOptions<EmailCourseOptions>>().Value.SiteUrl!;
        var variables = new TemplateVariablesFactory(Content, SiteLinks.Absolute(site)).Create(Lesson(text), Reader);
        return Template(text)?.Preheader.Render(variables, Escaping.None) ?? "";
    }

    /// <summary>The page of a text in the browser, as HTML; <see langword="null"/> if it has none, or not yet.</summary>
    public string? Page(CourseText text)
    {
        var pages = course.Services.GetRequiredService<CoursePageFactory>();
        Page? page =
            Lesson(text) is { } lesson ? pages.CreateLesson(lesson, Reader)
            : IsIn(Content.Pages.Landing.Body, text) ? pages.CreateLanding(new SignUpForm(), new SignUpErrors())
            : IsIn(Content.Pages.Privacy.Body, text) ? pages.CreatePrivacy()
            : null;
        return page is null ? null : course.Services.GetRequiredService<PageRenderer>().Render(page);
    }

    private MailTemplate? Template(CourseText text) =>
        Lesson(text)?.Template ?? Content.Mails.FirstOrDefault(mail => IsIn(mail.Body, text));

    private bool IsIn(CourseTemplate body, CourseText text) => body.File == folder.Show(text.File);
}
