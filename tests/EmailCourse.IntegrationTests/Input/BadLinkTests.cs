using System.Net;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Input;

/// <summary>Links that were cut off, altered, borrowed from another purpose or kept too long.</summary>
public sealed class BadLinkTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    // Cut off, and markup that only the address can carry encoded; the unit tests have every kind.
    [Theory]
    [InlineData("truncated")]
    [InlineData("markup")]
    public async Task A_token_that_is_not_ours_is_refused_and_changes_nothing(string how)
    {
        var learner = _run.Learner($"{how}@example.org");
        await learner.BeginAsync();
        var before = await _run.SubscriberAsync(learner.Email);
        var token = how == "markup" ? "%00%22%3Cscript%3E" : (await learner.LinkAsync("unsubscribe")).Split("?t=")[1][..^5];

        Assert.Equal(HttpStatusCode.BadRequest, await _run.Site.GetStatusAsync($"confirm?t={token}"));
        Assert.Equal(HttpStatusCode.BadRequest, await _run.Site.PostForStatusAsync($"confirm?t={token}"));
        Assert.Equal(HttpStatusCode.BadRequest, await _run.Site.GetStatusAsync($"unsubscribe?t={token}"));
        Assert.Equal(HttpStatusCode.BadRequest, await _run.Site.PostForStatusAsync($"unsubscribe?t={token}"));
        Assert.Equal(before!.Version, (await _run.SubscriberAsync(learner.Email))!.Version);
    }

    [Fact]
    public async Task A_confirm_link_is_too_old_after_seven_days_even_when_the_person_is_still_there()
    {
        var learner = _run.Learner("late@example.org");
        await learner.SignUpAsync();
        await _run.Sandbox.RunAsync();
        var link = await learner.LinkAsync("confirm");
        await _run.Sandbox.AdvanceAsync("PT3H");
        await learner.SignUpAsync();

        await _run.Sandbox.AdvanceAsync("P6DT22H");

        Assert.Equal(HttpStatusCode.Gone, await _run.Site.GetStatusAsync(link));
        Assert.Equal(HttpStatusCode.Gone, await learner.PressAsync(link));
        await learner.ConfirmAsync();
    }

    [Fact]
    public async Task The_link_of_a_lesson_opens_no_other()
    {
        var learner = _run.Learner("curious@example.org");
        await learner.BeginAsync();
        var first = await learner.LinkAsync("lesson");

        Assert.Equal(HttpStatusCode.OK, await _run.Site.GetStatusAsync(first));
        foreach (var other in new[] { "what-happened", "no-such-lesson" })
        {
            var link = first.Replace("not-too-much", other, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.BadRequest, await _run.Site.GetStatusAsync(link));
        }
    }
}
