using AngleSharp.Html.Parser;
using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Tests.Course;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace EmailCourse.Tests.Mail;

public sealed class MailComposerTests : IDisposable
{
    private static readonly IOptions<EmailCourseOptions> Site = Options.Create(
        new EmailCourseOptions { SiteUrl = new("https://course.example/") }
    );
    private readonly TestCourse _course = new();

    public void Dispose() => _course.Dispose();

    [Fact]
    public void A_lesson_carries_tags_where_recipients_differ()
    {
        var mail = Compose(new("first"));

        Assert.Equal("About First", mail.Subject);
        Assert.Contains("""<p style="margin: 0">-greeting_line-</p>""", mail.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"-lesson_link-\"", mail.Html, StringComparison.Ordinal);
        Assert.Equal(
            "-greeting_line-\n\nRead it in the browser [1].\n\n[1] -lesson_link-\n\n--\nStop: -unsubscribe_link-\n",
            mail.Text
        );
    }

    [Fact]
    public void Confirmations_come_from_another_address_than_lessons()
    {
        Assert.Equal("hello@example.org", Compose(MailKey.Confirm).From.Address);
        Assert.Equal("hello@example.org", Compose(MailKey.Reminder).From.Address);
        Assert.Equal("lessons@example.org", Compose(MailKey.AlreadySubscribed).From.Address);
        Assert.Equal("lessons@example.org", Compose(new("second")).From.Address);
    }

    [Fact]
    public void A_mail_that_is_not_in_the_course_cannot_be_composed() =>
        Assert.Throws<KeyNotFoundException>(() => Compose(new("gone")));

    [Fact]
    public void Values_are_words_and_never_markup()
    {
        _course
            .WithYaml("title: The \"Quiet\" Course & more", "title: \"*Not* <b>bold</b> & [no](link)\"")
            .With("02-second.md", "---\ntitle: t\nsubject: \"On {{ course.title }}\"\npreheader: p\n---\n{{ course.title }}\n");

        var mail = Compose(new("second"));

        Assert.Equal("On *Not* <b>bold</b> & [no](link)", mail.Subject);
        Assert.Contains("<title>On *Not* &lt;b&gt;bold&lt;/b&gt; &amp; [no](link)</title>", mail.Html, StringComparison.Ordinal);
        Assert.Contains(">*Not* &lt;b&gt;bold&lt;/b&gt; &amp; [no](link)</p>", mail.Html, StringComparison.Ordinal);
        Assert.StartsWith("*Not* <b>bold</b> & [no](link)\n", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Media_rules_stand_in_the_head_and_conditional_comments_in_the_body()
    {
        var html = Compose(new("first")).Html;

        Assert.Contains(
            "<style>@media (prefers-color-scheme: dark) { p { color: white } }</style>",
            html,
            StringComparison.Ordinal
        );
        Assert.Contains("<!--[if mso]><table><tr><td><![endif]-->", html, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html><html lang=\"en\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_part_says_every_word_of_the_HTML_part()
    {
        _course
            .With("mail/layout.html", "<html><body>{{ body }}</body></html>")
            .With("mail/layout.txt", "{{ body }}")
            .With(
                "01-first.md",
                TestCourse.Lesson(
                    "First",
                    """
                    # A heading

                    Some *soft* and **strong** `code` words, a [link](https://example.org/), a\
                    break &amp; an entity.

                    > A quote with a [second](https://two.example/) link.

                    - one
                    - two
                      1. inner

                    ::: practice
                    ### Try this
                    Look around the room.
                    :::

                    ::: question
                    What would you keep?
                    :::
                    """
                )
            );
        var mail = Compose(new("first"));

        var words = new HtmlParser()
            .ParseDocument(mail.Html)
            .Body!.TextContent.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', ','));

        Assert.All(words, word => Assert.Contains(word, mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_practice_ends_with_the_way_out_in_the_same_words_in_both_parts_and_in_the_browser()
    {
        const string Practice = "::: practice\n**One look**\n\nLook.\n:::";
        var course = _course
            .With("boxes/practice.md", "Stop *whenever* you like.\n\nThat counts.\n")
            .With("02-second.md", TestCourse.Lesson("Second", $"{Practice}\n\n::: care\nCall.\n:::\n\n{Practice}"))
            .Load();
        var mail = new MailComposer(course, Site).Compose(new("second"));
        var reader = TemplateVariablesFactory.CreatePersonal(null, "https://course.example/unsubscribe");

        Assert.Equal(2, mail.Text.Split("    Look.\n\n    Stop *whenever* you like.\n\n    That counts.\n").Length - 1);
        foreach (var html in new[] { mail.Html, new LessonHtmlRenderer(course, Site).Render(course.Lessons[1], reader).Value })
        {
            var document = new HtmlParser().ParseDocument(html);

            Assert.Equal(2, document.QuerySelectorAll(".practice > .end:last-child").Length);
            Assert.Equal(4, document.QuerySelectorAll(".end").Length);
        }
    }

    [Fact]
    public void A_mail_that_Gmail_would_cut_is_refused()
    {
        _course.With("02-second.md", TestCourse.Lesson("Second", string.Concat(Enumerable.Repeat("word ", 25_000))));

        var problem = Assert.Throws<CourseException>(() => Composer().ComposeAll()).Message;

        Assert.StartsWith("lessons/02-second.md: makes 122 KB of HTML; 100 at most", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_that_Gmail_would_cut_is_not_sent_either()
    {
        _course.With("02-second.md", TestCourse.Lesson("Second", string.Concat(Enumerable.Repeat("word ", 25_000))));

        Assert.Throws<CourseException>(() => Composer().Compose(new("second")));
    }

    [Fact]
    public async Task A_program_whose_mails_cannot_all_be_composed_ends_soon_after_its_start()
    {
        _course.With("02-second.md", TestCourse.Lesson("Second", string.Concat(Enumerable.Repeat("word ", 25_000))));
        using var host = new HostBuilder()
            .ConfigureServices(services => services.AddSingleton(Composer()).AddHostedService<MailWarmUp>())
            .Build();

        await host.StartAsync(TestToken.Current);
        await host.WaitForShutdownAsync(TestToken.Current);

        var warmUp = Assert.IsType<MailWarmUp>(Assert.Single(host.Services.GetServices<IHostedService>()));
        await Assert.ThrowsAsync<CourseException>(() => warmUp.ExecuteTask!);
        Assert.Equal(1, Environment.ExitCode);
        Environment.ExitCode = 0;
    }

    [Fact]
    public void A_lesson_in_the_browser_shows_the_readers_own_values_escaped()
    {
        var course = _course.Load();
        var reader = TemplateVariablesFactory.CreatePersonal(
            "O'Neil",
            "https://course.example/unsubscribe?t=a&b",
            lessonLink: "https://course.example/lesson/first?t=x"
        );

        var html = new LessonHtmlRenderer(course, Site).Render(course.Lessons[0], reader).Value;

        Assert.Contains("<p>Hello O&#x27;Neil,</p>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://course.example/lesson/first?t=x\"", html, StringComparison.Ordinal);
    }

    private MailComposer Composer() => new(_course.Load(), Site);

    private ComposedMail Compose(MailKey key) => Composer().Compose(key);
}
