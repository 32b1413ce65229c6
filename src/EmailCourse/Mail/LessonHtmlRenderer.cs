using System.Text;
using EmailCourse.Course;
using EmailCourse.Course.Markup;
using Microsoft.Extensions.Options;

namespace EmailCourse.Mail;

/// <summary>Renders the body of a lesson as HTML without layout or style, for reading in the browser.</summary>
internal sealed class LessonHtmlRenderer
{
    // Each when it is first read.
    private readonly Dictionary<LessonSlug, Lazy<string>> _bodies;

    public LessonHtmlRenderer(CourseContent course, IOptions<EmailCourseOptions> options)
    {
        var variables = new TemplateVariablesFactory(course, SiteLinks.Absolute(options.Value.SiteUrl!));
        _bodies = course.Lessons.ToDictionary(
            lesson => lesson.Slug,
            lesson => new Lazy<string>(() => Html(lesson, variables.Create(lesson, SubstitutionTags.AsVariables)))
        );

        string Html(Lesson lesson, TemplateVariables values) =>
            CourseMarkdown.ToHtml(CourseMarkdown.Parse(lesson.Template.Body, course.PracticeEnd, values)).Value;
    }

    public RawHtml Render(Lesson lesson, PersonalVariables reader)
    {
        var html = new StringBuilder(_bodies[lesson.Slug].Value);
        foreach (var (tag, value) in SubstitutionTags.Substitutions(reader))
        {
            html.Replace(tag, Escaping.Html(value));
        }

        return new(html.ToString());
    }
}
