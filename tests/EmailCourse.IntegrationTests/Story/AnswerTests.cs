using System.Net;
using EmailCourse.Reports;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

public sealed class AnswerTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task The_line_below_a_lesson_leads_to_a_button_that_counts_once()
    {
        var ida = _run.Learner("ida@example.org");
        await ida.BeginAsync();
        var before = await AnswersAsync();
        var link = await ida.LinkAsync("answer");

        var page = await ReadAsync(await _run.Site.GetAsync(link));
        var looked = await AnswersAsync();
        var first = await PressAsync(link, "yes");
        var second = await PressAsync(link, "not-today");

        Assert.Contains("You chose <strong>Yes</strong>", page, StringComparison.Ordinal);
        Assert.Equal(before, looked);
        Assert.Contains("Thank you", first, StringComparison.Ordinal);
        Assert.Contains("We have your answer", second, StringComparison.Ordinal);
        Assert.Equal(before with { Yes = before.Yes + 1 }, await AnswersAsync());
    }

    [Fact]
    public async Task The_mails_of_two_readers_count_for_each()
    {
        var (jon, kim) = (_run.Learner("jon@example.org"), _run.Learner("kim@example.org"));
        await jon.BeginAsync();
        await kim.BeginAsync();
        var before = await AnswersAsync();

        await PressAsync(await jon.LinkAsync("answer"), "little");
        await PressAsync(await kim.LinkAsync("answer"), "little");

        Assert.Equal(before with { ALittle = before.ALittle + 2 }, await AnswersAsync());
    }

    private async Task<AnswerNumbers> AnswersAsync() => (await _run.Sandbox.NumbersAsync("not-too-much")).Answers;

    private async Task<string> PressAsync(string link, string answer)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("a", answer)]);
        return await ReadAsync(await _run.Site.PostAsync(link, form));
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }
}
