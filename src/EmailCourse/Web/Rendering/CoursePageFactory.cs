using EmailCourse.Course;
using EmailCourse.Course.Markup;
using EmailCourse.Mail;

namespace EmailCourse.Web.Rendering;

/// <summary>Makes the pages that show words of the course, so that a request brings only what it alone knows.</summary>
internal sealed class CoursePageFactory(CourseContent course, LessonHtmlRenderer bodies)
{
    private readonly RawHtml _landing = Html(course, course.Pages.Landing);
    private readonly RawHtml _privacy = Html(course, course.Pages.Privacy);

    public LandingPage Landing(SignUpForm form, SignUpErrors errors) =>
        new(
            course.Pages.Landing.Title,
            _landing,
            form,
            errors,
            SignUpChoices.Zones,
            SignUpChoices.Hours,
            course.Settings.Consent.Wording
        )
        {
            Description = course.Pages.Landing.Description,
            Noindex = false,
        };

    public PrivacyPage Privacy() =>
        new(course.Pages.Privacy.Title, _privacy) { Description = course.Pages.Privacy.Description, Noindex = false };

    public LessonPage Lesson(Lesson lesson, RecipientValues reader) =>
        new(LessonFacts.Of(lesson, course.Lessons.Count), bodies.Render(lesson, reader));

    private static RawHtml Html(CourseContent course, PageTemplate words)
    {
        var values = new PageValues(SitePaths.Home, SitePaths.Privacy, CourseFacts.Of(course.Settings, course.Lessons.Count));
        return CourseMarkdown.ToHtml(CourseMarkdown.Parse(words.Body.Render(TemplateValues.Of(values), Escaping.Markdown)));
    }

    private sealed record PageValues(string SiteLink, string PrivacyLink, CourseFacts Course);
}
