using System.Net;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Desk;

/// <summary>What an operator does at the desk for a reader, as the reader's inbox tells it.</summary>
public sealed class ReadersTests : IAsyncLifetime
{
    private LocalRun _run = null!;
    private Operator _author = null!;

    public async ValueTask InitializeAsync()
    {
        _run = await LocalRun.OfThreeLessonsAsync();
        _author = new Operator(_run.Site, _run.Sandbox);
        await _author.SignInAsync();
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task A_pause_holds_the_lessons_until_it_is_ended_and_a_stop_for_good()
    {
        var lea = _run.Learner("lea@example.org");
        await lea.BeginAsync();

        Assert.Contains("Takes the course.", await LookUpAsync("LEA@example.org"), StringComparison.Ordinal);
        Assert.Contains("The lessons are paused", await ActAsync(lea, "pause"), StringComparison.Ordinal);
        await WeekAsync();
        Assert.Equal(["confirm", "not-too-much"], await lea.MailKeysAsync());

        await ActAsync(lea, "resume");
        await _run.Sandbox.AdvanceAsync("P1D");
        Assert.Equal("what-happened", (await lea.MailKeysAsync()).Last());

        Assert.Contains("once more", await ActAsync(lea, "again"), StringComparison.Ordinal);
        await _run.Sandbox.RunAsync();
        Assert.Equal("what-happened.again", (await lea.MailKeysAsync()).Last());

        await ActAsync(lea, "stop");
        await WeekAsync();
        Assert.Equal("what-happened.again", (await lea.MailKeysAsync()).Last());
    }

    [Fact]
    public async Task Whose_mail_bounced_is_let_in_again_once_they_ask_and_can_sign_up()
    {
        // Its mails bounce by its name.
        var bounced = _run.Learner("bounce-mia@example.org");
        await bounced.SignUpAsync();
        await _run.Sandbox.RunAsync();
        Assert.Contains("An email came back", await LookUpAsync(bounced.Email), StringComparison.Ordinal);

        Assert.Contains(
            "Please tick the box",
            await ActAsync(bounced, "lift", HttpStatusCode.BadRequest),
            StringComparison.Ordinal
        );
        var lifted = await ActAsync(bounced, "lift", fields: ("sure", "yes"));

        Assert.Contains("may be written to again", lifted, StringComparison.Ordinal);
        await _run.Sandbox.AdvanceAsync("P40D");
        await bounced.SignUpAsync();
        await _run.Sandbox.RunAsync();
        Assert.Equal(["confirm", "confirm"], await bounced.MailKeysAsync());
    }

    [Fact]
    public async Task A_list_is_looked_at_taken_and_sent_to_at_the_hour_of_each_and_comes_out_again()
    {
        const string List =
            "email,time_zone,hour,consent_at,consent_wording\n"
            + "ned@example.org,Europe/Berlin,18,2025-03-27T18:30:00+01:00,Yes\n"
            + "ned@example,Europe/Berlin,18,2025-03-27T18:30:00+01:00,Yes\n";

        var looked = await PostAsync("desk/lists", HttpStatusCode.OK, ("act", "look"), ("text", List));
        Assert.Contains("Import 1 person", looked, StringComparison.Ordinal);
        await _run.Sandbox.AdvanceAsync("P1D");
        Assert.Empty(await _run.Learner("ned@example.org").MailsAsync());

        var hash = looked.Split("name=\"looked\" value=\"")[1].Split('"')[0];
        await PostAsync("desk/lists", HttpStatusCode.OK, ("act", "import"), ("text", List), ("looked", hash));
        await _run.Sandbox.AdvanceAsync("P1D");

        var first = Assert.Single(await _run.Learner("ned@example.org").MailsAsync());
        Assert.Equal(("not-too-much", 17), (first.Mail, first.ReceivedAt.InUtc().Hour));
        var exported = await PostAsync("desk/lists", HttpStatusCode.OK, ("act", "csv"));
        Assert.Contains("\r\nned@example.org,,Europe/Berlin,18,Daily,", exported, StringComparison.Ordinal);
    }

    private Task WeekAsync() => _run.Sandbox.AdvanceAsync("P7D");

    private Task<string> LookUpAsync(string email) => PostAsync("desk/readers", HttpStatusCode.OK, ("email", email));

    private async Task<string> ActAsync(
        Learner learner,
        string act,
        HttpStatusCode status = HttpStatusCode.OK,
        params (string Name, string Value)[] fields
    ) => await PostAsync("desk/readers", status, [("email", learner.Email), ("act", act), .. fields]);

    private async Task<string> PostAsync(string path, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        // A session ends after eight hours.
        await _author.SignInAsync();
        using var answer = await _author.PostAsync(path, fields);
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
