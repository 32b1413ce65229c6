using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using EmailCourse.Answers;
using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Course;
using EmailCourse.Tests.Engine;
using EmailCourse.Web;
using EmailCourse.Web.Desk;
using EmailCourse.Web.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web.Rendering;

public sealed partial class RealPageTests : IDisposable
{
    private static readonly PersonalVariables Reader = TemplateVariablesFactory.CreatePersonal(
        "Ana",
        "https://course.example/unsubscribe?t=1",
        lessonLink: "https://course.example/lesson/x?t=1",
        manageLink: "https://course.example/manage?t=1"
    );

    private readonly ServiceProvider _services = Services();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Every_page_is_a_whole_page_with_one_heading_and_nothing_from_elsewhere()
    {
        foreach (var page in Pages())
        {
            var document = new HtmlParser().ParseDocument(Render(page));

            Assert.Equal("en", document.DocumentElement.GetAttribute("lang"));
            Assert.NotEmpty(document.Title!);
            Assert.Single(document.QuerySelectorAll("h1"));
            Assert.Equal(page is DeskPage ? 2 : 1, document.QuerySelectorAll("link[rel=stylesheet]").Length);
            Assert.Empty(document.QuerySelectorAll("[style], style, [onclick], script:not([src])"));
            Assert.Empty(document.QuerySelectorAll("[src^='http'], link[href^='http'], form[action^='http']"));
        }
    }

    [Fact]
    public void No_page_says_mail_for_email() =>
        Assert.All(
            Pages(),
            page =>
                Assert.DoesNotMatch(
                    @"(?i)(?<!for the |carries the )\bmails?\b(?! (slot|carrier))",
                    new HtmlParser().ParseDocument(Render(page)).Body!.TextContent
                )
        );

    [Fact]
    public void The_help_lines_stand_at_the_foot_of_a_lesson_with_whom_they_serve_and_when_they_were_checked()
    {
        var course = _services.GetRequiredService<CourseContent>();
        var lesson = Foot(_services.GetRequiredService<CoursePageFactory>().CreateLesson(course.Lessons[0], Reader));

        Assert.All(
            course.Settings.HelpLines.SelectMany(help => help.Lines),
            line =>
                Assert.Contains($"{line.Name}, for {line.Serves}: {line.Contact.Split(',')[0]}", lesson, StringComparison.Ordinal)
        );
        Assert.Contains("These numbers were checked on 2026-11-30.", lesson, StringComparison.Ordinal);
        Assert.DoesNotContain("Samaritans", Foot(new CheckYourInboxPage()), StringComparison.Ordinal);

        string Foot(Page page) =>
            Blanks().Replace(new HtmlParser().ParseDocument(Render(page)).QuerySelector("footer")!.TextContent, " ");
    }

    [Fact]
    public void A_page_shows_the_house_lit_at_the_lessons_place_or_else_in_front()
    {
        var course = _services.GetRequiredService<CourseContent>();
        var pages = _services.GetRequiredService<CoursePageFactory>();

        Assert.Equal("A house at dusk, with a light at the back door.", Label(pages.CreateLesson(course.Lessons[6], Reader)));
        Assert.Equal("A house at dusk, with a light at the front window.", Label(new CheckYourInboxPage()));

        string? Label(Page page) =>
            new HtmlParser().ParseDocument(Render(page)).QuerySelector(".house")!.GetAttribute("aria-label");
    }

    [Fact]
    public void The_form_shows_again_what_was_entered_and_what_is_wrong_with_it()
    {
        var pages = _services.GetRequiredService<CoursePageFactory>();
        var form = new SignUpForm("\"a<b\"@x", "O'Neil", "Europe/Berlin", 21, true);

        var document = new HtmlParser().ParseDocument(Render(pages.CreateLanding(form, new(Email: "That is <no> address."))));

        Assert.Equal("\"a<b\"@x", document.QuerySelector("[name=email]")!.GetAttribute("value"));
        Assert.Equal("O'Neil", document.QuerySelector("[name=firstName]")!.GetAttribute("value"));
        Assert.Equal("Europe/Berlin", document.QuerySelector("[name=timeZone] option[selected]")!.GetAttribute("value"));
        Assert.Equal("21", document.QuerySelector("[name=hour] option[selected]")!.GetAttribute("value"));
        Assert.True(document.QuerySelector("[name=consent]")!.HasAttribute("checked"));
        Assert.Contains("That is <no> address.", document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_has_agreed_before_they_were_asked()
    {
        var document = new HtmlParser().ParseDocument(
            Render(_services.GetRequiredService<CoursePageFactory>().CreateLanding(new(), new()))
        );

        Assert.False(document.QuerySelector("[name=consent]")!.HasAttribute("checked"));
        Assert.Equal("8", document.QuerySelector("[name=hour] option[selected]")!.GetAttribute("value"));
        Assert.Equal("/api/signup", document.QuerySelector("form")!.GetAttribute("action"));
    }

    [Fact]
    public void The_token_of_a_link_comes_back_with_its_button()
    {
        var form = new HtmlParser().ParseDocument(Render(Confirm("a.b", new()))).QuerySelector("form")!;

        Assert.Equal("/confirm", form.GetAttribute("action"));
        Assert.Equal("post", form.GetAttribute("method"));
        Assert.Equal("a.b", form.QuerySelector("[name=t]")!.GetAttribute("value"));
    }

    [Fact]
    public void When_the_first_lesson_comes_is_chosen_by_nobody_but_the_reader()
    {
        var document = new HtmlParser().ParseDocument(Render(Confirm("t", new())));

        var starts = document.QuerySelectorAll("[name=start]");
        Assert.Equal(["now", "tomorrow"], starts.Select(start => start.GetAttribute("value")));
        Assert.DoesNotContain(starts, start => start.HasAttribute("checked"));
        Assert.Equal("6", document.QuerySelector("[name=hour] option[selected]")!.GetAttribute("value"));
        Assert.Equal("Asia/Calcutta", document.QuerySelector("[name=timeZone] option[selected]")!.GetAttribute("value"));
        Assert.Contains("Yes, please.", document.Body!.TextContent, StringComparison.Ordinal);
    }

    private static ConfirmPage Confirm(string token, ConfirmErrors errors) =>
        new("/confirm", token, new("Zoë", "Asia/Calcutta", "6", ""), errors, "Yes, please.");

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton(
            Options.Create(
                new EmailCourseOptions
                {
                    Lessons = RealCourse.Folder,
                    SiteUrl = new("https://course.example"),
                    SigningKeys = TestEngine.GoodSettings()["EmailCourse:SigningKeys"]!,
                }
            )
        );
        services.AddSingleton<IClock>(SystemClock.Instance).AddSingleton<LinkTokenSigner>();
        return services.AddCourseContent().AddMailComposing().AddPages().BuildServiceProvider();
    }

    private IEnumerable<Page> Pages()
    {
        var pages = _services.GetRequiredService<CoursePageFactory>();
        var course = _services.GetRequiredService<CourseContent>();
        return
        [
            pages.CreateLanding(new(), new("e", "f", "t", "h", "c")),
            pages.CreatePrivacy(),
            new CheckYourInboxPage(),
            new FindPage("typed", "e"),
            new ConfirmedPage("active") { IsOnItsWay = true },
            new ConfirmedPage("paused"),
            new ConfirmedPage("completed"),
            new ConfirmedPage("active")
            {
                ManageHref = "/manage?t=t",
                IsFirst = true,
                NextAt = "tomorrow",
            },
            Confirm("t", new()),
            Confirm("t", new("s", "h", "t", "f")),
            new ConfirmAddressPage("/confirm-address", "t", true),
            new RefusePage("/never-again", "t", true),
            new RefusedPage("/never-again", "t"),
            .. LessonAnswer.All.Select(answer => new AnswerPage("/answer", "t", answer.Value)),
            new UnsubscribePage("/unsubscribe", "t"),
            new UnsubscribedPage(),
            ManagePageOf(course),
            new MessagePage("Heading", "Text"),
            new MessagePage("Heading", "Text", "Back", "/"),
            new DeskSignInPage(TakesAddress: true, TakesKey: true) { Email = "typed", EmailError = "e" },
            new DeskSignInPage(TakesAddress: false, TakesKey: true) { KeyError = "k" },
            new DeskEnterPage("t"),
            new OverviewPageFactory(new DeskTableFactory(course)).Create(
                new(
                    new(new([], new(0, 0, 0, 0, 0, 0, 0)), [new(default, 1, 0, 0, 0, 0, 0)], [], [], [], []),
                    TestEngine.Start,
                    Duration.Zero
                ),
                new(null, 0, 0, null, 0, IsMore: false, new(default, 0, 0, 0, 0)),
                TestEngine.Start
            ),
            new DeskReadersPage("") { FormToken = "f" },
            new DeskReadersPage("typed") { EmailError = "e", Audit = [new("2026", "Erased somebody", "Access key")] },
            new DeskReadersPage("ana@example.org") { Found = new(null, null) },
            new DeskListsPage { ImportError = "i", ExportError = "e" },
            new DeskListsPage
            {
                Report = new(false, 1, "3", "1", "1", "1", [new(4, "why")]) { MoreLines = 2, NotRead = "notes" },
            },
            new DeskListsPage { Report = new(true, 0, "0", "0", "0", "0", []) },
            .. course.Lessons.Select(lesson => pages.CreateLesson(lesson, Reader)),
        ];
    }

    private ManagePage ManagePageOf(CourseContent course)
    {
        var plan = new MailPlan([.. course.Lessons.Select(lesson => lesson.Slug)]);
        var progress = Progress.None with { Received = [.. plan.Lessons.Take(2)] };
        var subscriber = new Subscriber(
            People.Recipient(SubscriberId.FromBytes(new byte[SubscriberId.Size])),
            SubscriberState.Active,
            plan.LessonAt(progress, TestEngine.Start + Duration.FromHours(19)),
            TestEngine.Start
        );
        var links = _services.GetRequiredService<LessonLinkFactory>();
        return new ManagePageFactory(course, plan, links).Create(subscriber, "t", TestEngine.Start, "back") with
        {
            Errors = new("h", "z", "p", "f", "p", "s", "e", "a"),
        };
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    private string Render(Page page) => _services.GetRequiredService<PageRenderer>().Render(page);
}
