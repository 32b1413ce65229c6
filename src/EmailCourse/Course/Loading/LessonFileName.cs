using System.Globalization;
using System.Text.RegularExpressions;

namespace EmailCourse.Course.Loading;

/// <summary>The name of a lesson's file, such as <c>04-many-parts.md</c>.</summary>
/// <param name="File">The name itself.</param>
/// <param name="Number">Decides the lesson's place; numbers may have gaps.</param>
/// <param name="Slug">The lesson's identity.</param>
internal sealed partial record LessonFileName(string File, int Number, LessonSlug Slug)
{
    // The last five are no mails, but due rows and counters use them like keys of mails.
    private static readonly string[] Reserved =
    [
        MailKey.Confirm.Value,
        MailKey.Reminder.Value,
        MailKey.AlreadySubscribed.Value,
        MailKey.ConfirmAddress.Value,
        MailKey.AddressChanged.Value,
        MailKey.Expire.Value,
        MailKey.Move.Value,
        "people",
        "calls",
        "forms",
    ];

    /// <summary>Reads the names in the order of their numbers, and reports those that are malformed, reserved or taken.</summary>
    public static IReadOnlyList<LessonFileName> ReadAll(CourseFolder folder, Diagnostics diagnostics)
    {
        var names = folder
            .LessonFiles.Select(file => Read(file, folder.Show(file), diagnostics))
            .OfType<LessonFileName>()
            .OrderBy(name => name.Number)
            .ThenBy(name => name.File, StringComparer.Ordinal)
            .ToList();
        ReportDuplicates(name => name.Slug.Value, "slug");
        ReportDuplicates(name => name.Number.ToString(CultureInfo.InvariantCulture), "number");
        if (folder.LessonFiles.Count == 0)
        {
            diagnostics.Add(folder.Show("01-….md"), "a course needs at least one lesson");
        }

        return names;

        void ReportDuplicates(Func<LessonFileName, string> key, string what)
        {
            foreach (var same in names.GroupBy(key))
            {
                foreach (var duplicate in same.Skip(1))
                {
                    var first = folder.Show(same.First().File);
                    diagnostics.Add(folder.Show(duplicate.File), $"has the same {what} '{same.Key}' as {first}; rename one");
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
