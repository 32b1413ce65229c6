using System.Net;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Input;

/// <summary>Links that were cut off, altered, borrowed from another purpose or kept too long.</summary>
public sealed class BadLinkTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    public static TheoryData<string, string> Tokens =>
        new()
        {
            { "missing", "" },
            { "truncated", "truncated" },
            { "altered payload", "payload" },
            { "altered signature", "signature" },
            { "of another purpose", "purpose" },
            { "markup", "%00%22%3Cscript%3E" },
            { "not base64", "a!b.c!d" },
            { "base64 with bits left over", "AB.AB" },
            { "base64 of no length", "A.A" },
            { "endless", new string('a', 4000) },
        };

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task A_token_that_is_not_ours_is_refused_and_changes_nothing(string what, string how)
    {
        var learner = _run.Learner($"{what.Replace(' ', '-')}@example.org");
        await learner.BeginAsync();
        var before = await _run.SubscriberAsync(learner.Email);
        var token = Spoilt(Token(await learner.LinkAsync("unsubscribe")), Token(await learner.LinkAsync("lesson")), how);

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
        await _run.Sandbox.AdvanceAsync("P3D");
        await learner.SignUpAsync();

        await _run.Sandbox.AdvanceAsync("P4D");

        Assert.Equal(HttpStatusCode.Gone, await _run.Site.GetStatusAsync(link));
        Assert.Equal(HttpStatusCode.Gone, await _run.Site.PostForStatusAsync(link));
        await learner.ConfirmAsync();
    }

    [Fact]
    public async Task A_lesson_not_yet_received_cannot_be_read_ahead()
    {
        var learner = _run.Learner("curious@example.org");
        await learner.BeginAsync();
        var first = await learner.LinkAsync("lesson");

        Assert.Equal(HttpStatusCode.OK, await _run.Site.GetStatusAsync(first));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await _run.Site.GetStatusAsync(first.Replace("not-too-much", "what-happened", StringComparison.Ordinal))
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            await _run.Site.GetStatusAsync(first.Replace("not-too-much", "no-such-lesson", StringComparison.Ordinal))
        );
    }

    private static string Spoilt(string token, string another, string how) =>
        how switch
        {
            "truncated" => token[..^5],
            "payload" => Swap(token, 5),
            "signature" => Swap(token, token.Length - 5),
            "purpose" => another,
            _ => how,
        };

    private static string Swap(string token, int at) => token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];

    private static string Token(string link) => new Uri(link).Query["?t=".Length..];
}
