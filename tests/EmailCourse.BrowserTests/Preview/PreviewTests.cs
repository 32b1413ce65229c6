using EmailCourse.BrowserTests.Browsing;
using EmailCourse.Course;
using EmailCourse.TestRuns;
using EmailCourse.Tools.Preview;
using Microsoft.Playwright;
using MimeKit;
using Xunit;

namespace EmailCourse.BrowserTests.Preview;

/// <summary>The command that shows everything at once.</summary>
public sealed class PreviewTests(Browser browser)
{
    private static readonly string[] Mails =
    [
        "confirm",
        "reminder",
        "01-not-too-much",
        "02-what-happened",
        "03-a-sliding-scale",
        "already-subscribed",
        "confirm-address",
        "address-changed",
        "name-none",
        "name-arabic",
        "name-long",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_Chromium_everything_but_the_screenshots_is_there_and_it_is_said_how_to_get_them()
    {
        using var folder = new TestFolder();
        var result = await RunAsync(folder, LessonsCopy.FirstThreeIn(folder));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("apt-get install -y chromium", result.Output, StringComparison.Ordinal);
        var index = await File.ReadAllTextAsync(Path.Combine(folder.Path, "preview", "index.html"), Cancel);
        Assert.All(Mails.SelectMany(mail => new[] { $"mails/{mail}.html", $"mails/{mail}.txt", $"mails/{mail}.eml" }), IsShown);
        Assert.All(
            [
                "landing",
                "landing-with-errors",
                "check-your-inbox",
                "confirm",
                "confirmed",
                "lesson-01",
                "unsubscribe",
                "unsubscribed",
                "privacy",
                "link-expired",
            ],
            page => IsShown($"pages/{page}.html")
        );
        Assert.True(File.Exists(Path.Combine(folder.Path, "preview", "assets", "site.css")));

        void IsShown(string file)
        {
            Assert.Contains($"\"{file}\"", index, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(folder.Path, "preview", file)), file);
        }
    }

    [Fact]
    public async Task A_mail_is_shown_as_its_recipient_gets_it()
    {
        using var folder = new TestFolder();
        using var course = CoursePreview.Open(LessonsCopy.FirstThreeIn(folder));

        using var mail = course.Mails().Single(item => item.Name == "01-not-too-much").Message!;

        Assert.Contains("Hello Ana,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://course.example.org/unsubscribe?t=", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.DoesNotMatch("-[a-z]+_[a-z]+-", mail.Subject + mail.TextBody + mail.HtmlBody);
        Assert.IsType<MultipartAlternative>(mail.Body);
    }

    [Fact]
    public async Task A_screenshot_is_taken_on_every_viewport()
    {
        using var folder = new TestFolder();
        using var course = CoursePreview.Open(LessonsCopy.FirstThreeIn(folder));
        var preview = new PreviewFolder(folder.Path);
        PreviewItem[] items = [.. course.Pages().Where(item => item.Name == "confirm")];
        preview.Write(items, course.Assets);

        Assert.True(await new ScreenshotTaker(preview, TextWriter.Null).TakeAsync(items));

        Assert.Equal(
            [780, 780, 1280, 1280],
            Viewport.All.Select(viewport => WidthOf(preview.At($"pages/confirm{viewport.Ending}")))
        );
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_index_has_nothing_that_axe_objects_to(ColorScheme scheme)
    {
        using var folder = new TestFolder();
        using var course = CoursePreview.Open(LessonsCopy.FirstThreeIn(folder));
        var preview = new PreviewFolder(folder.Path);
        preview.WriteIndex("A \"quiet\" course & more", [.. course.Mails(), .. course.Pages()], hasScreenshots: true);
        await using var visit = await browser.VisitAsync(width: 320, scheme: scheme);

        await visit.Page.GotoAsync(new Uri(preview.Index).AbsoluteUri);

        Assert.Empty(await Axe.ObjectionsAsync(visit.Page));
        Assert.InRange(await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 0, 320);
        Assert.Equal("Preview: A \"quiet\" course & more", await visit.Page.TitleAsync());
    }

    [Fact]
    public async Task A_course_with_a_mistake_is_told_and_not_shown()
    {
        using var folder = new TestFolder();
        var lessons = LessonsCopy.FirstThreeIn(folder);
        await File.WriteAllTextAsync(Path.Combine(lessons, "04-broken.md"), "no front matter", Cancel);

        Assert.Throws<CourseException>(() => CoursePreview.Open(lessons).Course);
        Assert.Equal(1, (await RunAsync(folder, lessons)).ExitCode);
    }

    // Without anything on the PATH Chromium is not found, wherever this runs.
    private static Task<ToolsResult> RunAsync(TestFolder folder, string lessons) =>
        ToolsProcess.RunAsync(
            new Dictionary<string, string> { ["PATH"] = folder.Path, ["PLAYWRIGHT_BROWSERS_PATH"] = folder.Path },
            ["preview", "--out", Path.Combine(folder.Path, "preview"), "--lessons", lessons]
        );

    // A PNG begins with eight bytes of its own and the header chunk, whose first number is the width.
    private static int WidthOf(string png) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(File.ReadAllBytes(png).AsSpan(16));
}
