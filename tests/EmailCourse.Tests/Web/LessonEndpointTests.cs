using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class LessonEndpointTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_lesson_that_was_received_can_be_read()
    {
        await _engine.BecomeActiveAsync();

        var page = await OpenAsync("not-too-much");

        Assert.Equal(200, page.Response.StatusCode);
        Assert.Contains($"Lesson 1 of {TestEngine.Lessons.Count}", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_passed_the_link_learns_no_name()
    {
        await _engine.BecomeActiveAsync();
        await _engine.ChangeAsync(subscriber =>
            subscriber with
            {
                Recipient = subscriber.Recipient with { FirstName = FirstName.Stored("Anastasia") },
            }
        );

        var text = (await OpenAsync("not-too-much")).Text();

        Assert.Contains("Hello,", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Anastasia", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("what-happened")]
    [InlineData("no-such-lesson")]
    [InlineData("Not-Too-Much")]
    [InlineData("../course.yaml")]
    [InlineData("")]
    public async Task What_was_not_received_is_not_here_yet(string slug)
    {
        await _engine.BecomeActiveAsync();

        var page = await OpenAsync(slug);

        Assert.Equal(404, page.Response.StatusCode);
        Assert.Contains("Not here yet", page.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not-too-much")]
    [InlineData("what-happened")]
    public async Task A_private_page_stays_out_of_search_engines_and_caches(string slug)
    {
        await _engine.BecomeActiveAsync();

        var page = await OpenAsync(slug);

        Assert.Contains("<meta name=\"robots\" content=\"noindex\">", page.Text(), StringComparison.Ordinal);
        Assert.Equal("no-store", page.Response.Headers.CacheControl.ToString());
    }

    [Fact]
    public async Task The_link_of_one_lesson_opens_no_other()
    {
        await _engine.BecomeActiveAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(2));
        var link = _engine.TokenFor(LinkPurpose.Read, lesson: "not-too-much");

        var page = await _engine.OpenAsync("Lesson", link, "what-happened");

        Assert.Equal(400, page.Response.StatusCode);
        Assert.Contains("This link does not work", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_works_for_90_days_and_then_the_page_offers_the_way_to_all_lessons()
    {
        await _engine.BecomeActiveAsync();
        var link = _engine.Get<LessonLinkFactory>().Create(_engine.IdOf(), TestEngine.Lessons[0]).Split("?t=")[1];
        _engine.Clock.Now += Duration.FromDays(90) - Duration.FromSeconds(1);
        Assert.Equal(200, (await _engine.OpenAsync("Lesson", link, "not-too-much")).Response.StatusCode);

        _engine.Clock.Now += Duration.FromSeconds(1);

        var page = await _engine.OpenAsync("Lesson", link, "not-too-much");
        Assert.Equal(410, page.Response.StatusCode);
        Assert.Contains("href=\"/find\"", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stopped_may_go_on_reading_what_they_have()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();

        Assert.Equal(200, (await OpenAsync("not-too-much")).Response.StatusCode);
    }

    private Task<Microsoft.AspNetCore.Http.DefaultHttpContext> OpenAsync(string slug) =>
        _engine.OpenAsync("Lesson", _engine.TokenFor(LinkPurpose.Read, lesson: slug), slug);
}
