using EmailCourse.Course;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Tools.Doctor;

/// <summary>Checks when the help lines at the foot of every mail were last compared with public sources.</summary>
internal static class HelpLineInspector
{
    public static Finding Inspect(CourseSettings course, LocalDate today)
    {
        var seen = $"last checked on {LocalDatePattern.Iso.Format(course.HelpLinesChecked)}";
        return course.AreHelpLinesStale(today)
            ? new(
                "Help lines",
                seen,
                "Numbers change. Compare each with public sources, then set helpLinesChecked in course.yaml."
            )
            : new("Help lines", seen);
    }
}
