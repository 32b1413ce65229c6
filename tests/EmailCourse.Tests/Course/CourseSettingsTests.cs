using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Course;

public sealed class CourseSettingsTests : IDisposable
{
    private readonly TestCourse _course = new();

    public void Dispose() => _course.Dispose();

    [Fact]
    public void Settings_are_what_the_file_says()
    {
        var settings = _course.Load().Settings;

        Assert.Equal("The \"Quiet\" Course & more", settings.Title);
        Assert.Equal(new("Ana", "hello@example.org"), settings.Sender.Confirmations);
        Assert.Equal(["1 Example Street", "Example Town"], settings.PostalAddress);
        Assert.Equal(new("Someone", "everyone", "112", null), Assert.Single(Assert.Single(settings.HelpLines).Lines));
        Assert.Equal(new LocalDate(2026, 11, 30), settings.HelpLinesChecked);
        Assert.Equal(
            new("Ana", "privacy@example.org", 18, "the European Union", "the United States", null, null, null, null),
            settings.Privacy
        );
        Assert.Null(settings.ReplyTo);
        Assert.Null(settings.UnsubscribeAddress);
        Assert.Null(settings.Author.Name);
        Assert.Null(settings.Invitation);
    }

    [Fact]
    public void What_may_be_left_out_may_also_be_given()
    {
        var settings = _course
            .WithYaml(
                "helpLines:",
                """
                replyTo: { name: Ana, address: ana@example.org }
                unsubscribeAddress: stop@example.org
                author: { name: Ana, practice: "" }
                invitation: { text: Come, url: "https://example.org" }
                helpLines:
                """
            )
            .Load()
            .Settings;

        Assert.Equal(new("Ana", "ana@example.org"), settings.ReplyTo);
        Assert.Equal("stop@example.org", settings.UnsubscribeAddress);
        Assert.Equal(new("Ana", null), settings.Author);
        Assert.Equal(new("Come", "https://example.org"), settings.Invitation);
    }

    [Fact]
    public void The_privacy_notice_may_name_safeguard_officer_and_authority()
    {
        var notice = _course
            .WithYaml(
                "  sentFrom: the United States",
                """
                  sentFrom: the United States
                  safeguard: standard contractual clauses
                  officer: Ben, ben@example.org
                  authority: The Commissioner
                  authorityUrl: https://example.org/complain
                """
            )
            .Load()
            .Settings.Privacy;

        Assert.Equal(("standard contractual clauses", "Ben, ben@example.org"), (notice.Safeguard, notice.Officer));
        Assert.Equal(("The Commissioner", "https://example.org/complain"), (notice.Authority, notice.AuthorityUrl));
    }

    [Theory]
    [InlineData(2027, 11, 30, false)]
    [InlineData(2027, 12, 1, true)]
    public void Help_lines_are_stale_after_a_year(int year, int month, int day, bool isStale) =>
        Assert.Equal(isStale, _course.Load().Settings.AreHelpLinesStale(new(year, month, day)));

    [Fact]
    public void The_loader_lets_a_help_line_be_silent_about_whom_it_serves() =>
        Assert.Null(_course.WithYaml("serves: everyone, ", "").Load().Settings.HelpLines[0].Lines[0].Serves);

    [Theory]
    [InlineData("", true)]
    [InlineData("askIfUseful:\n", true)]
    [InlineData("askIfUseful: yes\n", true)]
    [InlineData("askIfUseful: no\n", false)]
    public void Lessons_ask_whether_they_were_useful_unless_the_settings_say_no(string setting, bool asks) =>
        Assert.Equal(asks, _course.WithYaml("helpLines:", setting + "helpLines:").Load().Settings.AsksIfUseful);

    [Theory]
    [InlineData("true")]
    [InlineData("No")]
    [InlineData("sometimes")]
    public void A_setting_that_is_neither_yes_nor_no_is_refused(string value) =>
        Assert.Equal(
            $"lessons/course.yaml:11: 'askIfUseful' is '{value}'; write yes or no",
            Assert.Single(_course.WithYaml("helpLines:", $"askIfUseful: {value}\nhelpLines:").Diagnostics())
        );

    [Fact]
    public void A_postal_address_may_be_a_list_of_lines() =>
        Assert.Equal(
            ["One", "Two"],
            _course.WithYaml("|\n  1 Example Street\n  Example Town", "[One, Two]").Load().Settings.PostalAddress
        );

    // What the YAML library stumbles over itself, without a word about the place.
    [Theory]
    [InlineData("name: Ana, address: lessons@example.org }", "name: Ana, address: lessons@example.org", 5)]
    [InlineData("language: en", "language: [en", 3)]
    [InlineData("title: The \"Quiet\" Course & more", "...\ntitle: x", 1)]
    public void A_bracket_that_is_not_closed_is_refused_near_its_line(string old, string broken, int line) =>
        Assert.StartsWith(
            $"lessons/course.yaml:{line}: is not valid YAML around here",
            Assert.Single(_course.WithYaml(old, broken).Diagnostics()),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_colon_alone_on_its_line_is_refused() =>
        Assert.Contains(
            "a colon alone on its line",
            Assert.Single(_course.WithYaml("helpLines:", "author:\n  name: Ana\n:\n\nhelpLines:").Diagnostics()),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_diagnostic_is_one_line_whatever_it_quotes() =>
        Assert.Equal(
            "lessons/course.yaml:3: unknown key 'a b\ufffdc'. Known: title, tagline, language, sender, replyTo, "
                + "unsubscribeAddress, postalAddress, author, invitation, askIfUseful, consent, privacy, helpLines, "
                + "helpLinesChecked",
            Assert.Single(_course.WithYaml("language: en", "\"a\\nb\\0c\": x\nlanguage: en").Diagnostics())
        );

    [Theory]
    [InlineData("title: The \"Quiet\" Course & more", "titel: x", ":1: 'title' is missing", ":1: unknown key 'titel'")]
    [InlineData("language: en", "language: English", ":3: 'English' is not a language tag")]
    [InlineData("address: hello@example.org", "address: lessons@example.org", ":6: confirmations need another address")]
    [InlineData("address: hello@example.org", "address: hello", ":6: 'hello' is not an email address")]
    [InlineData(
        "address: hello@example.org",
        "address: Ana <ana@example.org>",
        ":6: 'Ana <ana@example.org>' is not an email address"
    )]
    [InlineData(
        "name: Ana, address: hello@example.org",
        "address: hello@example.org, nam: Ana",
        ":6: 'sender.confirmations.name' is missing",
        ":6: unknown key 'sender.confirmations.nam'"
    )]
    [InlineData(
        "helpLines:",
        "invitation: { text: Come, url: \"http://example.org\" }\nhelpLines:",
        ":11: 'http://example.org' is not an https address"
    )]
    [InlineData("postalAddress: |\n  1 Example Street\n  Example Town", "postalAddress: []", ":7: 'postalAddress' must be text")]
    [InlineData("helpLinesChecked: 2026-11-30", "helpLinesChecked: last fall", ":15: 'last fall' is not a date; write one like")]
    [InlineData("helpLinesChecked: 2026-11-30", "", ":1: 'helpLinesChecked' is missing")]
    [InlineData(
        "minimumAge: 18",
        "minimumAge: grown-up",
        ":19: 'grown-up' is not an age in years from 13 to 99; write one like 18"
    )]
    [InlineData("minimumAge: 18", "minimumAge: 7", ":19: '7' is not an age in years")]
    [InlineData("contact: privacy@example.org", "contact: me", ":18: 'me' is not an email address")]
    [InlineData("controller: Ana", "controler: Ana", ":17: 'privacy.controller' is missing", ":17: unknown key")]
    [InlineData(
        "minimumAge: 18",
        "minimumAge: 18\n  authorityUrl: https://example.org",
        ":20: 'privacy.authorityUrl' needs 'privacy.authority'"
    )]
    [InlineData("consent: Yes please.", "consent: { wording: Yes please. }", ":10: 'consent' must be text")]
    [InlineData("consent: Yes please.", "consent: Yes please.\nauthor: Ana", ":11: 'author' must hold keys of its own")]
    [InlineData("tagline: Two lessons.", "title: Twice", ":2: is not valid YAML: Duplicate key")]
    [InlineData("tagline: Two lessons.", "tagline: \"Two", ":2: is not valid YAML")]
    public void A_wrong_setting_is_refused_with_its_line(string old, string wrong, params string[] problems)
    {
        _course.WithYaml(old, wrong);

        var found = _course.Diagnostics();

        Assert.Equal(problems.Length, found.Length);
        Assert.All(
            problems.Zip(found),
            pair => Assert.StartsWith("lessons/course.yaml" + pair.First, pair.Second, StringComparison.Ordinal)
        );
    }
}
