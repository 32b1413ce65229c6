using System.Drawing;
using EmailCourse.Linting.Rules;
using Xunit;

namespace EmailCourse.Tests.Linting;

public sealed class MailLintTests : IDisposable
{
    private readonly SpoiltCourse _course = new();

    public void Dispose() => _course.Dispose();

    [Theory]
    [InlineData(
        "mail/layout.html",
        "This is education, not therapy or diagnosis.",
        "This is a course.",
        "This is education, not therapy or diagnosis."
    )]
    [InlineData("mail/layout.txt", "You don't have to be in crisis to call.", "Call.", "You don't have to be in crisis to call.")]
    [InlineData("mail/layout.html", "{{ line }}{{ if !for.last }}", "{{ if !for.last }}", "1 Example Street")]
    [InlineData("mail/layout.html", "href=\"{{ unsubscribe_link }}\"", "href=\"{{ site_link }}\"", "{{ unsubscribe_link }}")]
    [InlineData("mail/layout.txt", "{{ unsubscribe_link }}", "", "{{ unsubscribe_link }}")]
    [InlineData("mail/layout.html", "href=\"{{ manage_link }}\"", "href=\"{{ site_link }}\"", "{{ manage_link }}")]
    [InlineData("mail/layout.txt", "{{ manage_link }}", "", "{{ manage_link }}")]
    public void What_is_missing_at_the_foot_of_mails_is_named(string layout, string old, string spoilt, string missing)
    {
        _course.Replace(layout, old, spoilt);

        Assert.Contains($"lessons/{layout}:1: '{missing}' is missing at the foot of mails. Put it back.", _course.Findings());
    }

    [Fact]
    public void What_is_missing_among_the_help_lines_is_named_too()
    {
        _course.Replace("mail/help-lines.html", ", for {{ line.serves }}", "");

        Assert.Contains(
            "lessons/mail/layout.html:1: 'LGBT+ people' is missing at the foot of mails. Put it back.",
            _course.Findings()
        );
    }

    [Fact]
    public void What_only_one_part_says_is_named_whichever_it_is()
    {
        const string Fix = "Say the same in both parts.";
        var here = _course.Replace("mail/layout.html", "<td class=\"choices\">", "<td class=\"choices\"><p>Only here</p>");
        var there = _course.Replace("mail/layout.txt", "This is education", "Only there\n\nThis is education");
        var link = _course.Replace(
            "mail/layout.txt",
            "What we keep about",
            "https://example.org/only-there\n\nWhat we keep about"
        );

        Assert.Equal(
            [
                $"lessons/mail/layout.html:{here}: 'Only here' stands in no text made by lessons/mail/layout.txt. {Fix}",
                $"lessons/mail/layout.txt:{there}: 'Only there' stands in no text made by lessons/mail/layout.html. {Fix}",
                $"lessons/mail/layout.txt:{link}: 'example.org/only-there' stands in no text made by lessons/mail/layout.html. "
                    + Fix,
            ],
            _course.Findings()
        );
    }

    [Theory]
    [InlineData(
        "mail/confirm.md",
        "short lessons",
        "short lessons of {{ course.title }}",
        "prints 'Understanding anxious attachment'"
    )]
    [InlineData(
        "mail/reminder.md",
        "preheader: \"From",
        "preheader: \"{{ course.title }}. From",
        "prints 'Understanding anxious"
    )]
    [InlineData(
        "mail/confirm.md",
        "subject: Please confirm your address",
        "subject: \"{{ course.title }}\"",
        "prints 'Understanding anxious"
    )]
    public void A_mail_that_is_no_lesson_does_not_print_the_title_of_the_course(
        string mail,
        string old,
        string spoilt,
        string what
    )
    {
        _course.Replace(mail, old, spoilt);

        Assert.Contains(_course.Findings(), finding => finding.StartsWith($"lessons/{mail}:1: {what}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mail_that_is_no_lesson_names_its_sender_and_links_to_the_front_page()
    {
        const string Link = "our front page:\n{{ site_link }}";
        _course.Replace("mail/layout.html", "<a href=\"{{ site_link }}\">our front page</a>", "our front page:");
        _course.Replace("mail/layout.txt", Link, "our front page:");
        _course.Replace("mail/layout.html", "Sent by {{ sender.name }}", "Sent to you");
        _course.Replace("mail/layout.txt", "Sent by {{ sender.name }}", "Sent to you");
        _course.Replace("course.yaml", "postalAddress:\n  - The Lit Window\n", "postalAddress:\n");
        _course.Replace("mail/confirm.md", "under the name {{ sender.name }}", "under one name");
        _course.Replace("mail/confirm.md", "[our front page]({{ site_link }})", "our front page");

        Assert.Equal(
            [
                "lessons/mail/address-changed.md:1: does not link to the front page. Link to {{ site_link }}.",
                "lessons/mail/address-changed.md:1: does not name its sender. Say {{ sender.name }}.",
                "lessons/mail/already-subscribed.md:1: does not link to the front page. Link to {{ site_link }}.",
                "lessons/mail/already-subscribed.md:1: does not name its sender. Say {{ sender.name }}.",
                "lessons/mail/confirm.md:1: does not link to the front page. Link to {{ site_link }}.",
                "lessons/mail/confirm.md:1: does not name its sender. Say {{ sender.name }}.",
            ],
            _course.Findings().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void An_image_of_the_layout_without_alt_is_named()
    {
        var line = _course.Replace(
            "mail/layout.html",
            "<td class=\"choices\">",
            "<td class=\"choices\"><img src=\"https://example.org/a.png\">"
        );

        Assert.Contains(
            _course.Findings(),
            finding => finding.StartsWith($"lessons/mail/layout.html:{line}: an image has no alt", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(
        "line-height: 1.6; color: #46546a;",
        "line-height: 1.6; color: #aaaaaa;",
        ".care: #aaaaaa on #eff3f7 is 2.0:1, at least 4.5:1"
    )]
    [InlineData("a { color: #23608f;", "a { color: #9fc4e0;", "a: #9fc4e0 on #ffffff is 1.8:1, at least 4.5:1")]
    [InlineData(".logbook .time { color: #aab6c4", ".logbook .time { color: #333f4d", "#333f4d on #212c3a is 1.3:1")]
    [InlineData(
        "background-color: #8fc1e8 !important; color: #10161f",
        "background-color: #8fc1e8 !important; color: #ffffff",
        ".button: #ffffff on #8fc1e8 is 1.9:1"
    )]
    [InlineData("a { color: #23608f;", "a { color: var(--blue);", "a: cannot compare var(--blue) with #ffffff")]
    public void Colours_too_near_each_other_are_named_with_their_rule_by_day_and_in_the_dark(
        string old,
        string spoilt,
        string what
    )
    {
        var line = _course.Replace("mail/mail.css", old, spoilt);

        Assert.Contains(
            _course.Findings(),
            finding =>
                finding.StartsWith($"lessons/mail/mail.css:{line}: ", StringComparison.Ordinal)
                && finding.Contains(what, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_dark_rule_that_does_not_outrank_the_inlined_one_leaves_text_unreadable_and_is_found()
    {
        _course.Replace(
            "mail/mail.css",
            ".sheet { background-color: #19222e !important; }",
            ".sheet { background-color: #19222e; }"
        );

        Assert.Contains(_course.Findings(), finding => finding.Contains("#e4e8ed on #ffffff is 1.2:1", StringComparison.Ordinal));
    }

    // https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#ff0000", "#ffffff", 4)]
    public void Contrast_is_counted_as_WCAG_counts_it(string one, string other, double ratio) =>
        Assert.Equal(ratio, ContrastRules.Ratio(ColorTranslator.FromHtml(one), ColorTranslator.FromHtml(other)), tolerance: 0.01);
}
