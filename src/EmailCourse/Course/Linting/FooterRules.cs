using AngleSharp.Dom;
using EmailCourse.Course.Loading;

namespace EmailCourse.Course.Linting;

/// <summary>What stands at the foot of every mail.</summary>
internal static class FooterRules
{
    private static readonly MailKey[] BeforeConsent = [MailKey.Confirm, MailKey.Reminder];

    public static IEnumerable<LintFinding> Check(MailParts parts, CourseContent course, LintRules rules) =>
        [
            .. rules
                .Footer.Concat(HelpLines(course))
                .Concat(course.Settings.PostalAddress)
                .SelectMany(words => Words(parts, words, course.Layout)),
            .. Stop(parts, course.Layout),
            .. Grade(parts, course.Layout, rules.Limits),
        ];

    private static IEnumerable<string> HelpLines(CourseContent course) =>
        course.Settings.HelpLines.SelectMany(help =>
            help.Lines.SelectMany(line => new[] { line.Name, line.Contact }).Prepend(help.Country)
        );

    private static IEnumerable<LintFinding> Words(MailParts parts, string words, MailLayout frame)
    {
        var letters = MailParts.Letters(words);
        if (!parts.HtmlLetters.Contains(letters, StringComparison.Ordinal))
        {
            yield return Missing(frame.Html.File, words);
        }

        if (!parts.TextLetters.Contains(letters, StringComparison.Ordinal))
        {
            yield return Missing(frame.Text.File, words);
        }
    }

    // Who has not said yes has nothing to stop: these mails end by themselves, and say so.
    private static IEnumerable<LintFinding> Stop(MailParts parts, MailLayout frame)
    {
        var link = parts.Mail.StopLink;
        if (BeforeConsent.Contains(parts.Mail.Key))
        {
            yield break;
        }

        if (!parts.HtmlLinks.Contains(link))
        {
            yield return Missing(frame.Html.File, "{{ unsubscribe_link }}");
        }

        if (!parts.SaysInText(link))
        {
            yield return Missing(frame.Text.File, "{{ unsubscribe_link }}");
        }
    }

    private static IEnumerable<LintFinding> Grade(MailParts parts, MailLayout frame, LintLimits limits)
    {
        var sentences = parts
            .Html.QuerySelectorAll(".care p:not(.sender)")
            .Where(words => words.Closest(".letter") is null)
            .SelectMany(words => Sentence.In(words.TextContent));
        if (Readability.Grade(sentences) is var grade && grade > limits.FooterGrade)
        {
            var finding = LengthRules.TooHard(
                frame.Html.File,
                CourseFile.LineIn(frame.Html.Source, "\"care\""),
                grade,
                limits.FooterGrade
            );
            yield return finding with
            {
                What = $"its foot {finding.What}",
            };
        }
    }

    private static LintFinding Missing(string file, string words) =>
        new(file, 1, $"'{words}' is missing at the foot of mails", "Put it back.");
}
