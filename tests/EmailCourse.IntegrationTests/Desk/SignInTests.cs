using System.Net;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Desk;

/// <summary>Operators get in by a link in their inbox, and nobody else gets in at all.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task The_link_of_the_mail_opens_the_desk_once_until_its_sessions_are_ended()
    {
        await using var run = await LocalRun.OfThreeLessonsAsync();
        var (author, second) = (new Operator(run.Site, run.Sandbox), new Operator(run.Site, run.Sandbox));
        var link = await author.AskForLinkAsync();
        using (var button = await run.Site.GetAsync(link.PathAndQuery))
        {
            Assert.Equal(HttpStatusCode.OK, button.StatusCode);
        }

        await author.SignInAsync();
        await second.SignInAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(author.GetAsync("desk")));
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(author.PostAsync("desk/enter", ("t", TokenOf(link)))));
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(author.PostAsync("desk/enter", ("t", TokenOf(link)))));
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(second.PostAsync("desk/sign-out")));
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(author.GetAsync("desk")));
    }

    [Fact]
    public async Task Whoever_is_no_operator_gets_the_same_answer_and_no_mail()
    {
        await using var run = await LocalRun.OfThreeLessonsAsync();
        var learner = run.Learner("reader@example.org");
        await learner.BeginAsync();
        var author = new Operator(run.Site, run.Sandbox);
        await author.AskForLinkAsync();
        var mails = (await run.Sandbox.InboxAsync()).Length;

        using var known = await author.PostAsync("desk/sign-in", ("email", "author@example.org"));
        using var unknown = await author.PostAsync("desk/sign-in", ("email", learner.Email));

        Assert.Equal(
            await known.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal(mails + 1, (await run.Sandbox.InboxAsync()).Length);
    }

    private static string TokenOf(Uri link) => link.Query["?t=".Length..];

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        return answer.StatusCode;
    }
}
