using EmailCourse.Course;
using EmailCourse.Course.Markup;
using EmailCourse.Mail;

namespace EmailCourse.Web.Rendering;

/// <summary>Creates the pages that show texts of the course.</summary>
internal sealed class CoursePageFactory
{
    private readonly CoursePages _templates;
    private readonly string _consentWording;
    private readonly CourseTemplate _practiceEnd;
    private readonly LessonHtmlRenderer _lessons;
    private readonly TemplateVariablesFactory _variables;
    private readonly RawHtml _landing;
    private readonly RawHtml _privacy;

    /// <exception cref="CourseException">A page cannot be rendered.</exception>
    public CoursePageFactory(CourseContent course, LessonHtmlRenderer lessons)
    {
        _templates = course.Pages;
        _consentWording = course.Settings.ConsentWording;
        _practiceEnd = course.PracticeEnd;
        _lessons = lessons;
        _variables = new(course, SiteLinks.Relative);
        _landing = Html(_templates.Landing);
        _privacy = Html(_templates.Privacy);
    }

    /// <param name="form">What the form holds.</param>
    /// <param name="errors">What is wrong with it.</param>
    public LandingPage CreateLanding(SignUpForm form, SignUpErrors errors) =>
        new(_templates.Landing.Title, _landing, form, errors, TimeZoneRegion.All, HourChoice.All, _consentWording)
        {
            Description = _templates.Landing.Description,
            Noindex = false,
        };

    public PrivacyPage CreatePrivacy() =>
        new(_templates.Privacy.Title, _privacy) { Description = _templates.Privacy.Description, Noindex = false };

    public LessonPage CreateLesson(Lesson lesson, PersonalVariables reader) =>
        new(_variables.CreateLesson(lesson), _lessons.Render(lesson, reader));

    private RawHtml Html(PageTemplate page) =>
        CourseMarkdown.ToHtml(CourseMarkdown.Parse(page.Body, _practiceEnd, _variables.Create()));
}
