using EmailCourse.Course;
using EmailCourse.Tests.Course;

namespace EmailCourse.Tests.Local.Changes;

/// <summary>Small courses whose lessons are named by their slugs.</summary>
internal static class Courses
{
    /// <summary>A lesson of this slug promises to be the last.</summary>
    public const string Final = "end";

    public static CourseContent Of(params IEnumerable<string> slugs) => Of(slugs.Select(slug => (slug, $"All about {slug}.")));

    public static CourseContent Of(IEnumerable<(string Slug, string Words)> lessons)
    {
        using var course = new TestCourse().Without("01-first.md").Without("02-second.md");
        foreach (var (index, (slug, words)) in lessons.Index())
        {
            var lesson = TestCourse.Lesson(slug, words);
            course.With(
                $"{index + 1:00}-{slug}.md",
                slug == Final ? lesson.Replace("preheader:", "final: true\npreheader:", StringComparison.Ordinal) : lesson
            );
        }

        return course.Load();
    }
}
