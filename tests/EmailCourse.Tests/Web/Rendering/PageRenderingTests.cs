using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Tests.Course;
using EmailCourse.Web.Rendering;
using Microsoft.Extensions.Options;
using Xunit;

namespace EmailCourse.Tests.Web.Rendering;

public sealed class PageRenderingTests : IDisposable
{
    private readonly TestCourse _course = new();
    private readonly Dictionary<string, string> _templates = new[]
    {
        "answer",
        "check-your-inbox",
        "confirm",
        "confirm-address",
        "confirmed",
        "desk-enter",
        "desk-layout",
        "desk-lists",
        "desk-overview",
        "desk-readers",
        "desk-sign-in",
        "find",
        "landing",
        "lesson",
        "manage",
        "message",
        "privacy",
        "refuse",
        "refused",
        "unsubscribe",
        "unsubscribed",
    }.ToDictionary(name => $"{name}.html", name => $"<p>{name}</p>");

    public PageRenderingTests() => _templates["layout.html"] = "<title>{{ title }}</title>{{ content }}";

    public void Dispose() => _course.Dispose();

    [Fact]
    public void A_page_stands_inside_the_layout_under_its_own_name() =>
        Assert.Equal("<title>Please look in your inbox</title><p>check-your-inbox</p>", Render(new CheckYourInboxPage()));

    [Fact]
    public void Whatever_a_template_prints_is_escaped()
    {
        _templates["message.html"] = "<a title=\"{{ text }}\">{{ heading + '<i>' }}{{ capture x }}{{ text }}{{ end }}</a>";

        Assert.Equal(
            "<title>&lt;b&gt;</title><a title=\"&quot;&amp;&#x27;\">&lt;b&gt;&lt;i&gt;</a>",
            Render(new MessagePage("<b>", "\"&'"))
        );
    }

    [Fact]
    public void The_authors_own_HTML_is_not_escaped()
    {
        _templates["landing.html"] = "{{ body }}{{ form.email }}{{ if errors.email }}{{ errors.email }}{{ end }}";

        var page = Pages().CreateLanding(new(Email: "<a@b>"), new(Email: "No > way"));

        Assert.Equal("<title>Welcome</title><p>Come <em>in</em>.</p>\n&lt;a@b&gt;No &gt; way", Render(page));
    }

    [Fact]
    public void The_landing_page_can_list_every_zone_and_hour()
    {
        _templates["landing.html"] =
            "{{ for region in zones }}{{ region.region }}:"
            + "{{ for zone in region.zones }}{{ zone.id }}={{ zone.label }};{{ end }}{{ end }}"
            + "{{ for h in hours }}{{ if h.value == form.hour }}{{ h.label }}{{ end }}{{ end }}{{ consent_wording }}";

        var html = Render(Pages().CreateLanding(new(), new()));

        Assert.Contains("Europe/Berlin=Berlin;", html, StringComparison.Ordinal);
        Assert.Contains("America/Argentina/Buenos_Aires=Argentina, Buenos Aires;", html, StringComparison.Ordinal);
        Assert.EndsWith("08:00Yes please.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_landing_page_loads_the_script_and_only_public_pages_may_be_indexed()
    {
        _templates["layout.html"] = "{{ js_href ? 'script' : 'none' }} {{ noindex }} {{ css_href }}";

        Assert.StartsWith(
            "script false /assets/site.css?v=",
            Render(Pages().CreateLanding(new(), new())),
            StringComparison.Ordinal
        );
        Assert.StartsWith("none false ", Render(Pages().CreatePrivacy()), StringComparison.Ordinal);
        Assert.StartsWith("none true ", Render(new RefusePage("/never-again", "t", false)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lesson_page_shows_the_lesson_with_the_readers_values()
    {
        _templates["lesson.html"] = "{{ lesson.number }}/{{ lesson.total }} {{ lesson.title }} {{ body }}";

        var page = Pages().CreateLesson(_course.Load().Lessons[1], TemplateVariablesFactory.CreatePersonal("Ana", "u"));

        Assert.Equal("<title>Second</title>2/2 Second <p>Hello again, Ana.</p>\n", Render(page));
    }

    [Fact]
    public void A_broken_or_missing_template_stops_the_start_and_names_all_that_are()
    {
        _templates.Remove("privacy.html");
        _templates["confirm.html"] = "<form>\n{{ tokn }}{{ lesson.title }}";
        _templates["landing.html"] = "{{ form.mail }}";

        var diagnostics = Assert
            .Throws<CourseException>(() => new PageHtmlCatalog(_templates.GetValueOrDefault))
            .Message.Split('\n');

        Assert.Collection(
            diagnostics,
            line => Assert.StartsWith("Web/Pages/confirm.html:2: unknown variable 'tokn'", line, StringComparison.Ordinal),
            line =>
                Assert.StartsWith("Web/Pages/confirm.html:2: unknown variable 'lesson.title'", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Web/Pages/landing.html:1: unknown variable 'form.mail'", line, StringComparison.Ordinal),
            line => Assert.Equal("Web/Pages/privacy.html: is missing", line)
        );
    }

    [Fact]
    public void An_asset_changes_its_version_exactly_when_its_content_changes()
    {
        var (one, same, other) = (AssetOf("a"), AssetOf("a"), AssetOf("b"));

        Assert.Equal(one.Href("site.css"), same.Href("site.css"));
        Assert.NotEqual(one.Href("site.css"), other.Href("site.css"));
        Assert.Matches("^/assets/site\\.css\\?v=[0-9a-f]{8}$", one.Href("site.css"));
        Assert.Equal("text/css; charset=utf-8", one.Find("site.css")!.ContentType);
        Assert.Null(one.Find("../site.css"));
    }

    private static AssetCatalog AssetOf(string css) =>
        new([("site.css", [.. css.Select(letter => (byte)letter)]), ("site.js", [])]);

    private CoursePageFactory Pages()
    {
        var course = _course.Load();
        return new(
            course,
            new LessonHtmlRenderer(course, Options.Create(new EmailCourseOptions { SiteUrl = new("https://course.example/") }))
        );
    }

    private string Render(Page page) =>
        new PageRenderer(_course.Load(), new PageHtmlCatalog(_templates.GetValueOrDefault), AssetOf("a")).Render(page);
}
