using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using EmailCourse.Local.Startup;
using EmailCourse.TestRuns;
using MimeKit;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

/// <summary>Every lesson of the course, as it lies in a mailbox.</summary>
public sealed partial class LessonMailTests(LessonMailTests.Mailbox mailbox) : IClassFixture<LessonMailTests.Mailbox>
{
    private static readonly string[] Tracking = ["click_tracking", "open_tracking", "subscription_tracking", "ganalytics"];

    [Fact]
    public void Every_lesson_of_the_course_arrived() =>
        Assert.Equal(
            Directory
                .GetFiles(Path.Combine(RepositoryRoot.Find(), "lessons"), "*.md")
                .Order(StringComparer.Ordinal)
                .Select(file => Path.GetFileNameWithoutExtension(file)[3..]),
            mailbox.Lessons.Select(lesson => lesson.Mail)
        );

    [Fact]
    public void Every_lesson_has_a_text_part_and_an_html_part() =>
        Assert.All(
            mailbox.Messages,
            message =>
            {
                var alternatives = Assert.IsType<MultipartAlternative>(message.Body);
                Assert.Equal(["text/plain", "text/html"], alternatives.Select(part => part.ContentType.MimeType));
                Assert.False(string.IsNullOrWhiteSpace(message.TextBody));
                Assert.False(string.IsNullOrWhiteSpace(message.HtmlBody));
            }
        );

    [Fact]
    public void Every_lesson_says_how_to_stop_in_its_headers() =>
        Assert.All(
            mailbox.Messages,
            message =>
            {
                Assert.Matches(
                    $"^<{Regex.Escape(mailbox.Site.ToString())}unsubscribe\\?t=[^<>]+>$",
                    message.Headers["List-Unsubscribe"]
                );
                Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]);
                Assert.Matches("^<course\\.[^<>]+>$", message.Headers["List-Id"]);
            }
        );

    [Fact]
    public void No_lesson_links_to_an_unencrypted_address_other_than_this_machine_s_own() =>
        Assert.All(
            mailbox.Messages,
            message =>
                Assert.All(
                    Addresses(message.HtmlBody!).Concat(Addresses(message.TextBody!)),
                    address =>
                        Assert.True(
                            address.StartsWith("https://", StringComparison.Ordinal)
                                || address.StartsWith(mailbox.Site.ToString(), StringComparison.Ordinal),
                            address
                        )
                )
        );

    [Fact]
    public async Task No_lesson_carries_anything_that_reports_its_reader()
    {
        foreach (var message in mailbox.Messages)
        {
            var html = await BrowsingContext
                .New()
                .OpenAsync(request => request.Content(message.HtmlBody), TestContext.Current.CancellationToken);
            Assert.Empty(
                html.QuerySelectorAll(
                    "script, iframe, object, embed, video, audio, form, link, [onload], [onerror], [background]"
                )
            );
            Assert.All(html.Images, image => Assert.False(IsPixel(image) || !image.HasAttribute("alt"), image.OuterHtml));
            Assert.DoesNotContain("url(", message.HtmlBody!, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void No_substitution_tag_is_left_over() =>
        Assert.All(
            mailbox.Messages,
            message =>
            {
                Assert.DoesNotMatch(Tag(), message.TextBody!);
                Assert.DoesNotMatch(Tag(), message.HtmlBody!);
                Assert.DoesNotMatch(Tag(), message.Subject!);
            }
        );

    [Fact]
    public async Task Every_request_to_the_provider_switches_all_tracking_off()
    {
        var calls = await mailbox.CallsAsync();

        Assert.NotEmpty(calls);
        Assert.All(
            calls,
            call =>
            {
                foreach (var kind in Tracking)
                {
                    Assert.False(call.Tracking.GetProperty(kind).GetProperty("enable").GetBoolean(), $"{call.Mail}: {kind}");
                }

                Assert.False(call.Tracking.GetProperty("click_tracking").GetProperty("enable_text").GetBoolean());
            }
        );
    }

    private static IEnumerable<string> Addresses(string text) => Address().Matches(text).Select(match => match.Value);

    private static bool IsPixel(IElement image) =>
        image.GetAttribute("width") is null or "0" or "1" || image.GetAttribute("height") is "0" or "1";

    [GeneratedRegex(@"\bhttps?://[^\s""'<>)]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\{\{|\}\}|-[a-z]+_[a-z_]+-")]
    private static partial Regex Tag();

    /// <summary>A learner's mailbox after the last lesson.</summary>
    public sealed class Mailbox : IAsyncLifetime
    {
        private LocalRun _run = null!;

        public Uri Site => _run.Site.Http.BaseAddress!;

        internal ReceivedMail[] Lessons { get; private set; } = [];

        internal List<MimeMessage> Messages { get; } = [];

        internal Task<MailSendCall[]> CallsAsync() => _run.Sandbox.CallsAsync();

        public async ValueTask InitializeAsync()
        {
            _run = await LocalRun.OfTheRealCourseAsync();
            var learner = _run.Learner("reader@example.org");
            await learner.BeginAsync();
            await _run.Sandbox.AdvanceAsync("P60D");
            Lessons = await learner.LessonsAsync();
            foreach (var lesson in Lessons)
            {
                Messages.Add(await _run.Sandbox.OpenAsync(lesson));
            }
        }

        public ValueTask DisposeAsync() => _run.DisposeAsync();
    }
}
