using System.Text.Json;
using EmailCourse.Course;
using EmailCourse.Course.Markup;

namespace EmailCourse.Local.Changes;

/// <summary>
/// Finds which texts beside the lessons differ between two courses. Readers meet them whichever lesson they are at.
/// </summary>
internal static class OtherTextComparer
{
    /// <returns>The files that differ, as they are now.</returns>
    public static IReadOnlyList<string> Compare(CourseContent before, CourseContent after)
    {
        var former = Texts(before).ToDictionary(text => text.File, text => text.Says);
        return [.. Texts(after).Where(text => former.GetValueOrDefault(text.File) != text.Says).Select(text => text.File)];
    }

    // Not the style, which says nothing.
    private static IEnumerable<(string File, string Says)> Texts(CourseContent course) =>
        [
            ("course.yaml", JsonSerializer.Serialize(course.Settings)),
            Text(course.PracticeEnd),
            .. course.Mails.Select(mail => Text(mail.Body, mail.Subject.Source, mail.Preheader.Source)),
            .. new[] { course.Pages.Landing, course.Pages.Privacy }.Select(page => Text(page.Body, page.Title, page.Description)),
            Text(course.Layout.Html),
            Text(course.Layout.Text),
            Text(course.Layout.House),
            Text(course.Layout.HelpLines),
        ];

    // "lessons/mail/confirm.md" is "mail/confirm.md" in its folder, which may have another name in the other course.
    private static (string File, string Says) Text(CourseTemplate body, params IEnumerable<string?> others) =>
        (body.File[(body.File.IndexOf('/', StringComparison.Ordinal) + 1)..], string.Join('\n', [.. others, body.Source]));
}
