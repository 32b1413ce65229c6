using EmailCourse.Course;
using EmailCourse.Course.Loading;
using NodaTime;

namespace EmailCourse.Linting.Rules;

/// <summary>Every help line says whom it serves, and all were compared with public sources within a year.</summary>
internal static class HelpLineRules
{
    /// <param name="settings">The settings with the lines.</param>
    /// <param name="file">Their file.</param>
    /// <param name="today">The day on which a year ends.</param>
    public static IEnumerable<LintFinding> Check(CourseSettings settings, CourseFile file, LocalDate today)
    {
        foreach (
            var (country, line) in settings.HelpLines.SelectMany(help =>
                help.Lines.Where(line => line.Serves is null).Select(line => (help.Country, line))
            )
        )
        {
            yield return new(
                file.Path,
                file.LineOf($"country: {country}"),
                $"the help line '{line.Name}', {line.Contact}, does not say whom it serves",
                "Write below its name, for example: 'serves: everyone'."
            );
        }

        if (settings.AreHelpLinesStale(today))
        {
            yield return new(
                file.Path,
                file.LineOf("helpLinesChecked:"),
                $"the help lines were checked on {settings.HelpLinesChecked:uuuu'-'MM'-'dd}, more than a year ago",
                "Compare them with public sources and write down the day."
            );
        }
    }
}
