using System.Globalization;
using System.Text.RegularExpressions;

namespace EmailCourse.Course.Loading;

/// <summary>A lesson's file name: its place, then its identity.</summary>
internal sealed partial record LessonFileName(string File, int Number, LessonSlug Slug)
{
    // "expire" and "people" are no mails but stand where mail keys stand: in due rows and counters.
    private static readonly string[] Reserved =
    [
        MailKey.Confirm.Value,
        MailKey.Reminder.Value,
        MailKey.AlreadySubscribed.Value,
        "expire",
        "people",
    ];

    /// <summary>Reads the names, in the course's order; a problem for each that is not one or collides with another.</summary>
    public static IReadOnlyList<LessonFileName> ReadAll(CourseFolder folder, Diagnostics diagnostics)
    {
        var names = folder
            .LessonFiles.Select(file => Read(file, folder.Show(file), diagnostics))
            .OfType<LessonFileName>()
            .OrderBy(name => name.Number)
            .ThenBy(name => name.File, StringComparer.Ordinal)
            .ToList();
        Refuse(names, name => name.Slug.Value, "slug");
        Refuse(names, name => name.Number.ToString(CultureInfo.InvariantCulture), "number");
        if (folder.LessonFiles.Count == 0)
        {
            diagnostics.Add(folder.Show("01-….md"), "a course needs at least one lesson");
        }

        return names;

        void Refuse(IEnumerable<LessonFileName> all, Func<LessonFileName, string> key, string what)
        {
            foreach (var twins in all.GroupBy(key).Where(group => group.Count() > 1))
            {
                foreach (var twin in twins.Skip(1))
                {
                    var other = folder.Show(twins.First().File);
                    diagnostics.Add(folder.Show(twin.File), $"has the same {what} '{twins.Key}' as {other}; rename one");
                }
            }
        }
    }

    private static LessonFileName? Read(string file, string shownAs, Diagnostics diagnostics)
    {
        var match = Pattern().Match(file);
        if (!match.Success)
        {
            diagnostics.Add(
                shownAs,
                "is no lesson name: two or three digits, then a slug of a-z, 0-9 and hyphens, like 04-many-parts.md"
            );
            return null;
        }

        var slug = match.Groups["slug"].Value;
        if (Reserved.Contains(slug))
        {
            diagnostics.Add(shownAs, $"the slug '{slug}' is reserved (as are {string.Join(", ", Reserved)}); choose another");
        }

        return new(file, int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture), new(slug));
    }

    [GeneratedRegex("^(?<number>[0-9]{2,3})-(?<slug>[a-z0-9]+(-[a-z0-9]+)*)\\.md$")]
    private static partial Regex Pattern();
}
