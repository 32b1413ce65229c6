using EmailCourse.Course;
using EmailCourse.Course.Loading;

namespace EmailCourse.Linting.Rules;

/// <summary>Every lesson of an earlier course is still there, under its slug.</summary>
internal static class DisappearedLessonRules
{
    /// <param name="course">The course of today.</param>
    /// <param name="folder">Names today's files in findings.</param>
    /// <param name="before">The folder of the earlier course.</param>
    /// <exception cref="CourseException">There is no course in that folder, or a file in it has no lesson's name.</exception>
    public static IEnumerable<LintFinding> Check(CourseContent course, CourseFolder folder, string before)
    {
        var problems = new Diagnostics();
        var names = LessonFileName.ReadAll(new CourseFolder(before, problems), problems);
        problems.ThrowIfAny();
        return names
            .Where(name => course.Find(name.Slug) is null)
            .Select(name => new LintFinding(
                folder.Show(name.File),
                1,
                $"the lesson '{name.Slug}' is gone, and links to it in sent mails lead nowhere; under another slug it would be "
                    + "sent again to whoever had it",
                "Give a rewritten lesson its old slug back. If you mean to take it out, nobody loses their place."
            ));
    }
}
