using System.Globalization;
using System.Text.RegularExpressions;
using EmailCourse.Course;
using EmailCourse.Course.Loading;

namespace EmailCourse.Linting.Rules;

/// <summary>What people agree to names the age from which they may: it is kept as proof, word for word.</summary>
internal static class ConsentRules
{
    /// <param name="settings">The settings with the wording and the age.</param>
    /// <param name="file">Their file.</param>
    public static IEnumerable<LintFinding> Check(CourseSettings settings, CourseFile file)
    {
        var age = settings.Privacy.MinimumAge.ToString(CultureInfo.InvariantCulture);
        if (!Regex.IsMatch(settings.ConsentWording, $@"\b{age}\b"))
        {
            yield return new(
                file.Path,
                file.LineOf("consent:"),
                $"the consent does not say that people are {age} or older, the privacy.minimumAge",
                $"Write into it, for example: 'I am {age} or older.'"
            );
        }
    }
}
