using System.Globalization;
using EmailCourse.Linting.Configuration;
using EmailCourse.Linting.Text;

namespace EmailCourse.Linting.Rules;

/// <summary>The subject of a lesson begins with its place in the course, and is as dull as that.</summary>
internal static class SubjectRules
{
    public static IEnumerable<LintFinding> Check(LintedText text, int lessonCount, LintRules rules)
    {
        if (text.Lesson is not { } lesson)
        {
            yield break;
        }

        var (subject, wanted) = (text.OnLockScreen[0], Fill(rules.Subject, lesson.Number, lessonCount));
        var form = Fill(rules.Subject, "{{ lesson.number }}", "{{ lesson.total }}");
        if (!subject.Text.StartsWith(wanted, StringComparison.Ordinal) || subject.Text.Length <= wanted.Length)
        {
            yield return new(
                subject.File,
                subject.Line,
                $"the subject '{subject.Text}' does not begin with '{wanted}'",
                $"Write \"{form}…\" and a thing that anybody may read."
            );
        }
    }

    private static string Fill<T>(string form, T number, T total) =>
        form.Replace("{number}", Convert.ToString(number, CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{total}", Convert.ToString(total, CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
