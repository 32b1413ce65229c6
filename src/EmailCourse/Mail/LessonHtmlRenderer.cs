using System.Text;
using EmailCourse.Course;
using EmailCourse.Course.Markup;

namespace EmailCourse.Mail;

/// <summary>The words of each lesson as HTML without layout or style, for the page that shows a lesson in the browser.</summary>
internal sealed class LessonHtmlRenderer
{
    private readonly Dictionary<LessonSlug, RawHtml> _bodies;

    public LessonHtmlRenderer(CourseContent course, Uri site)
    {
        var values = new MailValues(course, CommonLinks.Of(site));
        _bodies = course.Lessons.ToDictionary(
            lesson => lesson.Slug,
            lesson =>
                CourseMarkdown.ToHtml(
                    CourseMarkdown.Parse(lesson.Words.Body.Render(TemplateValues.Of(values.ForWords(lesson)), Escaping.Markdown))
                )
        );
    }

    /// <summary>The lesson's body with the reader's own values in place of the tags.</summary>
    public RawHtml Render(Lesson lesson, RecipientValues reader)
    {
        var html = new StringBuilder(_bodies[lesson.Slug].Value);
        foreach (var (tag, value) in reader.Substitutions())
        {
            html.Replace(tag, Escaping.Html(value));
        }

        return new(html.ToString());
    }
}
