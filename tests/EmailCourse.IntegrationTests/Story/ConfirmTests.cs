using System.Net;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

public sealed class ConfirmTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task Opening_the_confirm_link_any_number_of_times_changes_nothing()
    {
        var ben = await SignedUpAsync("ben@example.org");
        var before = await _run.SubscriberAsync(ben.Email);
        var link = await ben.LinkAsync("confirm");

        for (var times = 0; times < 5; times++)
        {
            Assert.Equal(HttpStatusCode.OK, await _run.Site.GetStatusAsync(link));
        }

        await _run.Sandbox.RunAsync();

        Assert.Equal(before!.Version, (await _run.SubscriberAsync(ben.Email))!.Version);
        Assert.Equal(["confirm"], await ben.MailKeysAsync());
    }

    [Fact]
    public async Task Pressing_the_button_twice_sends_the_first_lesson_once()
    {
        var cleo = await SignedUpAsync("cleo@example.org");

        await cleo.ConfirmAsync();
        await cleo.ConfirmAsync();
        await _run.Sandbox.RunAsync();

        Assert.Equal(["confirm", "not-too-much"], await cleo.MailKeysAsync());
    }

    [Fact]
    public async Task A_sign_up_nobody_confirms_is_asked_once_more_after_a_day_and_forgotten_after_seven()
    {
        var start = await _run.Sandbox.NowAsync();
        var dan = await SignedUpAsync("dan@example.org");
        var link = await dan.LinkAsync("confirm");

        await _run.Sandbox.AdvanceAsync("PT24H");
        Assert.Equal(
            [("confirm", start), ("reminder", start + Duration.FromHours(24))],
            (await dan.MailsAsync()).Select(mail => (mail.Mail, mail.ReceivedAt))
        );

        await _run.Sandbox.AdvanceAsync("PT143H59M");
        Assert.Equal(SubscriberState.Pending, (await _run.SubscriberAsync(dan.Email))?.State);

        await _run.Sandbox.AdvanceAsync("PT1M");
        Assert.Null(await _run.SubscriberAsync(dan.Email));
        Assert.Equal(HttpStatusCode.Gone, await dan.PressAsync(link));
        Assert.Equal(2, (await dan.MailsAsync()).Length);
    }

    [Fact]
    public async Task The_reminder_s_button_begins_the_course_as_well()
    {
        var eva = await SignedUpAsync("eva@example.org");

        await _run.Sandbox.AdvanceAsync("PT25H");
        await eva.ConfirmAsync();
        await _run.Sandbox.RunAsync();

        Assert.Equal(["confirm", "reminder", "not-too-much"], await eva.MailKeysAsync());
    }

    private async Task<Learner> SignedUpAsync(string email)
    {
        var learner = _run.Learner(email);
        await learner.SignUpAsync();
        await _run.Sandbox.RunAsync();
        return learner;
    }
}
