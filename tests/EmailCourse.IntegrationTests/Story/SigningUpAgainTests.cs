using System.Net;
using EmailCourse.IntegrationTests.Storage;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

/// <summary>Nobody can find out from the form whether an address is known, nor bury anybody in mail with it.</summary>
public sealed class SigningUpAgainTests(ThreeLessons three) : SigningUpAgainStory(three), IClassFixture<ThreeLessons>;

/// <summary>The same, with rows and queue in Azurite.</summary>
public sealed class SigningUpAgainOnAzuriteTests(ThreeLessonsOnAzurite three)
    : SigningUpAgainStory(three),
        IClassFixture<ThreeLessonsOnAzurite>;

public abstract class SigningUpAgainStory(ThreeLessons three)
{
    private readonly LocalRun _run = three.Run;

    public static TheoryData<string> States => ["pending", "active", "completed", "unsubscribed", "suppressed"];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Signing_up_again_gives_the_same_answer_in_every_state(string state)
    {
        var known = await InStateAsync(state, "same-answer");
        var stranger = _run.Learner($"stranger-to-{state}@example.org");

        Assert.Equal(await AnswerAsync(stranger, AsJson), await AnswerAsync(known, AsJson));
        Assert.Equal(await AnswerAsync(stranger, AsForm), await AnswerAsync(known, AsForm));
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Signing_up_again_and_again_for_three_days_brings_a_mail_or_none(string state)
    {
        var learner = await InStateAsync(state, "again-and-again");
        var before = (await learner.MailsAsync()).Length;

        for (var hour = 0; hour < 72; hour += 6)
        {
            await learner.SignUpAsync();
            await _run.Sandbox.AdvanceAsync("PT6H");
        }

        Assert.Equal(
            state switch
            {
                "active" or "completed" => ["already-subscribed"],
                "suppressed" => [],
                _ => ["confirm"],
            },
            (await learner.MailsAsync())[before..].Where(mail => !mail.IsLesson).Select(mail => mail.Mail)
        );
    }

    private async Task<Learner> InStateAsync(string state, string purpose)
    {
        var learner = _run.Learner($"{(state == "suppressed" ? "bounce-" : "")}{state}-{purpose}@example.org");
        await learner.SignUpAsync();
        await _run.Sandbox.RunAsync();
        if (state is "active" or "completed" or "unsubscribed")
        {
            await learner.ConfirmAsync();
        }

        await _run.Sandbox.RunAsync();
        if (state is "unsubscribed")
        {
            Assert.Equal(HttpStatusCode.OK, await _run.Site.PostForStatusAsync(await learner.LinkAsync("unsubscribe")));
        }

        await _run.Sandbox.AdvanceAsync(state is "completed" ? "P4D" : "PT0S");
        return learner;
    }

    private async Task<string> AnswerAsync(Learner learner, Func<Learner, Task<HttpResponseMessage>> signUp)
    {
        using var answer = await signUp(learner);
        answer.Headers.Date = null;
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{answer.StatusCode}\n{answer.Headers}\n{body}";
    }

    private Task<HttpResponseMessage> AsJson(Learner learner) => _run.Site.PostSignUpAsync(learner.Form);

    private async Task<HttpResponseMessage> AsForm(Learner learner)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["email"] = learner.Email,
                ["timeZone"] = "Europe/Berlin",
                ["hour"] = "8",
                ["consent"] = "true",
            }
        );
        return await _run.Site.PostAsync("api/signup", form);
    }
}
