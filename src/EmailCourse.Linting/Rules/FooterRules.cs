using AngleSharp.Dom;
using EmailCourse.Course;
using EmailCourse.Course.Loading;
using EmailCourse.Linting.Configuration;
using EmailCourse.Linting.Mails;
using EmailCourse.Linting.Text;
using EmailCourse.Mail;

namespace EmailCourse.Linting.Rules;

/// <summary>
/// Both parts of every mail end with the sentences of <c>footer</c>, the help lines, the postal address and the links to
/// unsubscribe and to the subscriber's own page, and are easy to read there.
/// </summary>
internal static class FooterRules
{
    public static IEnumerable<LintFinding> Check(MailParts parts, CourseContent course, LintRules rules) =>
        [
            .. rules
                .Footer.Concat(HelpLines(course))
                .Concat(course.Settings.PostalAddress)
                .SelectMany(text => CheckText(parts, text, course.Layout)),
            .. CheckLinks(parts, course.Layout),
            // The foot of this one is the others' with a part left out.
            .. parts.Mail.Key == MailKey.ConfirmAddress ? [] : CheckGrade(parts, course.Layout, rules.Limits),
        ];

    private static IEnumerable<string> HelpLines(CourseContent course) =>
        course.Settings.HelpLines.SelectMany(help =>
            help.Lines.SelectMany(line => new[] { line.Name, line.Serves ?? "", line.Contact }).Prepend(help.Country)
        );

    private static IEnumerable<LintFinding> CheckText(MailParts parts, string text, MailLayout layout)
    {
        var letters = MailParts.Letters(text);
        if (!parts.HtmlLetters.Contains(letters, StringComparison.Ordinal))
        {
            yield return Missing(layout.Html.File, text);
        }

        if (!parts.TextLetters.Contains(letters, StringComparison.Ordinal))
        {
            yield return Missing(layout.Text.File, text);
        }
    }

    // Who has not consented, or has left with this address, has nothing to unsubscribe from: these mails end by themselves, and
    // say so.
    private static IEnumerable<LintFinding> CheckLinks(MailParts parts, MailLayout layout) =>
        parts.Mail.Key.AsksToConfirm || parts.Mail.Key == MailKey.AddressChanged
            ? []
            :
            [
                .. CheckLink(parts, layout, SubstitutionTags.AsVariables.ManageLink!, "{{ manage_link }}"),
                .. CheckLink(parts, layout, SubstitutionTags.AsVariables.UnsubscribeLink, "{{ unsubscribe_link }}"),
            ];

    private static IEnumerable<LintFinding> CheckLink(MailParts parts, MailLayout layout, string tag, string variable)
    {
        if (!parts.HtmlLinks.Contains(tag))
        {
            yield return Missing(layout.Html.File, variable);
        }

        if (!parts.TextContains(tag))
        {
            yield return Missing(layout.Text.File, variable);
        }
    }

    private static IEnumerable<LintFinding> CheckGrade(MailParts parts, MailLayout layout, LintLimits limits)
    {
        var sentences = parts
            .Html.QuerySelectorAll(".care p:not(.sender)")
            .Where(paragraph => paragraph.Closest(".letter") is null)
            .SelectMany(paragraph => Sentence.Split(paragraph.TextContent));
        if (Readability.Grade(sentences) is var grade && grade > limits.FooterGrade)
        {
            var finding = LengthRules.TooHard(
                layout.Html.File,
                CourseFile.LineIn(layout.Html.Source, "\"care\""),
                grade,
                limits.FooterGrade
            );
            yield return finding with
            {
                Message = $"its foot {finding.Message}",
            };
        }
    }

    private static LintFinding Missing(string file, string text) =>
        new(file, 1, $"'{text}' is missing at the foot of mails", "Put it back.");
}
