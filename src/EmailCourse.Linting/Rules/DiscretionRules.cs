using EmailCourse.Course;
using EmailCourse.Linting.Mails;

namespace EmailCourse.Linting.Rules;

/// <summary>
/// A mail that is no lesson, and so may reach somebody who asked for none, does not print the title of the course. It names its
/// sender and links to the front page, where the title stands.
/// </summary>
internal static class DiscretionRules
{
    public static IEnumerable<LintFinding> Check(MailParts parts, CourseContent course, string frontPage)
    {
        if (parts.Mail.Key.IsLesson)
        {
            yield break;
        }

        var mail = course.Mails.Single(mail => mail.Key == parts.Mail.Key).Body.File;
        var (title, sender) = (MailParts.Letters(course.Settings.Title), MailParts.Letters(course.Settings.Sender.Lessons.Name));
        string[] texts = [parts.HtmlLetters, parts.TextLetters, MailParts.Letters(parts.Mail.Subject), parts.PreviewLetters];
        if (texts.Any(text => text.Contains(title, StringComparison.Ordinal)))
        {
            yield return new(mail, 1, $"prints '{course.Settings.Title}'", "Name the sender there, with {{ sender.name }}.");
        }

        if (!texts[..2].All(text => text.Contains(sender, StringComparison.Ordinal)))
        {
            yield return new(mail, 1, "does not name its sender", "Say {{ sender.name }}.");
        }

        // Whoever reads a change of address that was mistyped is to find out nothing.
        if (parts.Mail.Key != MailKey.ConfirmAddress && !parts.HtmlLinks.Contains(frontPage))
        {
            yield return new(mail, 1, "does not link to the front page", "Link to {{ site_link }}.");
        }
    }
}
