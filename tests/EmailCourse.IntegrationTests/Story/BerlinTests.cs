using EmailCourse.IntegrationTests.Storage;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

public sealed class BerlinTests(ThreeLessons three) : BerlinStory(three), IClassFixture<ThreeLessons>;

/// <summary>The same, with rows and queue in Azurite.</summary>
public sealed class BerlinOnAzuriteTests(ThreeLessonsOnAzurite three) : BerlinStory(three), IClassFixture<ThreeLessonsOnAzurite>;

public abstract class BerlinStory(ThreeLessons three)
{
    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task A_learner_in_Berlin_receives_the_course_at_eight_o_clock_across_the_change_to_summer_time()
    {
        var ana = _run.Learner("ana@example.org");

        await ana.SignUpAsync();
        await _run.Sandbox.RunAsync();
        Assert.Equal(["confirm"], await ana.MailKeysAsync());

        await ana.ConfirmAsync();
        await _run.Sandbox.RunAsync();
        await _run.Sandbox.MoveToAsync("2026-03-30T00:00:00Z");

        Assert.Equal(
            [
                ("not-too-much", Instant.FromUtc(2026, 3, 27, 12, 0)),
                ("what-happened", Instant.FromUtc(2026, 3, 28, 7, 0)),
                ("a-sliding-scale", Instant.FromUtc(2026, 3, 29, 6, 0)),
            ],
            (await ana.LessonsAsync()).Select(mail => (mail.Mail, mail.ReceivedAt))
        );
        var kept = (await _run.SubscriberAsync(ana.Email))!;
        Assert.Equal(SubscriberState.Completed, kept.State);
        Assert.Empty(await _run.DueRowsAsync(kept));
        Assert.Empty(await _run.RowsAsync("batch"));
    }
}
