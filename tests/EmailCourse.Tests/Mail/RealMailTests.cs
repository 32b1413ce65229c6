using AngleSharp.Html.Parser;
using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Tests.Course;
using Microsoft.Extensions.Options;
using Xunit;

namespace EmailCourse.Tests.Mail;

public sealed class RealMailTests
{
    private static readonly CourseContent Course = RealCourse.Load();
    private static readonly MailComposer Composer = new(
        Course,
        Options.Create(new EmailCourseOptions { SiteUrl = new("https://course.example/") })
    );

    public static TheoryData<string> Mails { get; } =
    [
        .. Course.Lessons.Select(lesson => lesson.Slug.Value),
        "confirm",
        "reminder",
        "already-subscribed",
        "confirm-address",
        "address-changed",
    ];

    [Theory]
    [MemberData(nameof(Mails))]
    public void Every_mail_reads_the_same_in_both_parts(string key)
    {
        var mail = Composer.Compose(new(key));
        var text = Squeezed(mail.Text);

        var letter = new HtmlParser().ParseDocument(mail.Html).QuerySelector(".letter")!.TextContent;

        Assert.All(letter.Split('\n').Select(Squeezed), line => Assert.Contains(line, text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Every_mail_has_the_same_foot_in_both_parts(string key)
    {
        var mail = Composer.Compose(new(key));
        var text = LettersAndDigits(mail.Text);

        var foot = new HtmlParser()
            .ParseDocument(mail.Html)
            .QuerySelectorAll(".choices a, .choices .aside, .care p, .care li")
            .ToList();

        Assert.InRange(foot.Count, 14, 40);
        Assert.All(foot, words => Assert.Contains(LettersAndDigits(words.TextContent), text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Every_mail_shows_one_house_that_is_lit_in_one_place_and_says_where(string key)
    {
        var house = Assert.Single(new HtmlParser().ParseDocument(Composer.Compose(new(key)).Html).QuerySelectorAll(".house"));
        var place = Course.Lessons.SingleOrDefault(lesson => lesson.Slug.Value == key)?.Place ?? "front window";

        Assert.Equal($"A house at dusk, with a light at the {place}.", house.GetAttribute("aria-label"));
        // A window has two sashes, the gate three slats.
        Assert.InRange(house.QuerySelectorAll(".lit").Length, 1, 3);
        Assert.Equal(19, house.QuerySelector("tr")!.Children.Length);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Every_text_part_fits_72_columns_and_leaves_no_template_behind(string key)
    {
        var mail = Composer.Compose(new(key));

        Assert.All(
            mail.Text.Split('\n'),
            line => Assert.True(line.Length <= 72 || !line.Contains(' ', StringComparison.Ordinal), line)
        );
        Assert.DoesNotContain("{{", mail.Html + mail.Text + mail.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void A_reader_without_a_name_finds_no_gap_where_it_would_stand(string key)
    {
        var mail = Composer.Compose(new(key));
        var nobody = SubstitutionTags.Substitutions(
            TemplateVariablesFactory.CreatePersonal(null, "u", "c", "l", "r", "m", "v", "a")
        );

        Assert.All(
            [mail.Subject, mail.Text, new HtmlParser().ParseDocument(mail.Html).QuerySelector(".letter")!.TextContent],
            part =>
                // Behind the border of a card, a line that goes on is indented.
                Assert.DoesNotMatch(
                    @"[^\s|] {2,}\S| [,.;:!?]|,[.,;:!?]|-[a-z]+_[a-z]+-",
                    nobody.Aggregate(part, (text, tag) => text.Replace(tag.Key, tag.Value, StringComparison.Ordinal))
                )
        );
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Every_link_leads_somewhere_a_mail_may_lead(string key)
    {
        var links = new HtmlParser()
            .ParseDocument(Composer.Compose(new(key)).Html)
            .QuerySelectorAll("a")
            .Select(link => link.GetAttribute("href")!)
            .ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Matches("^(https://|mailto:|-[a-z]+_link-(&a=[a-z-]+)?$)", link));
    }

    [Fact]
    public void Nothing_a_stranger_typed_can_stand_in_a_mail_to_an_address_not_confirmed()
    {
        foreach (var mail in new[] { MailKey.Confirm, MailKey.Reminder, MailKey.ConfirmAddress }.Select(Composer.Compose))
        {
            Assert.DoesNotContain(
                SubstitutionTags.AsVariables.Greeting,
                mail.Html + mail.Text + mail.Subject,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain(
                SubstitutionTags.AsVariables.CommaName,
                mail.Html + mail.Text + mail.Subject,
                StringComparison.Ordinal
            );
            var link =
                mail.Key == MailKey.ConfirmAddress
                    ? SubstitutionTags.AsVariables.MoveLink
                    : SubstitutionTags.AsVariables.ConfirmLink;
            Assert.Contains(link!, mail.Text, StringComparison.Ordinal);
        }
    }

    // Whoever mistypes their own address sends it to a stranger.
    [Fact]
    public void A_mail_to_a_new_address_does_not_say_what_the_course_is_about()
    {
        var mail = Composer.Compose(MailKey.ConfirmAddress);

        Assert.All(
            [mail.Subject, mail.Text, mail.Html],
            part => Assert.DoesNotContain(Course.Settings.Title, part, StringComparison.OrdinalIgnoreCase)
        );
        Assert.DoesNotContain("IFS", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_mail_to_an_address_leads_nowhere_of_its_former_owner_s()
    {
        var mail = Composer.Compose(MailKey.AddressChanged);

        Assert.DoesNotMatch("-[a-z]+_l", mail.Html + mail.Text + mail.Subject);
    }

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    // Marks of emphasis, bullets and footnotes are how the text part says what the HTML part shows.
    private static string Squeezed(string text) => string.Concat(text.Where(char.IsLetter));
}
