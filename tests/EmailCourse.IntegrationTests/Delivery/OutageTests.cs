using EmailCourse.Schedule;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Delivery;

/// <summary>
/// The provider is out of order from three in the morning till noon, UTC, while learners all over the world expect their lesson.
/// </summary>
public sealed class OutageTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private static readonly string[] Zones =
    [
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Sydney",
        "Pacific/Honolulu",
    ];
    private static readonly int[] Hours = [6, 9, 13, 21];
    private static readonly Duration Limit = Duration.FromHours(3);

    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task After_nine_hours_without_a_provider_everybody_goes_on_at_their_own_hour()
    {
        Learner[] learners =
        [
            .. from zone in Zones
            from hour in Hours
            select _run.Learner($"{zone.Replace('/', '-')}-{hour}@example.org", zone, hour),
        ];
        await BeginAsync(learners);

        await _run.Sandbox.MoveToAsync("2026-03-28T03:00:00Z");
        var from = await _run.Sandbox.NowAsync();
        await _run.Sandbox.FailAlwaysAsync(new { kind = "status", status = 503 });
        await _run.Sandbox.AdvanceAsync("PT9H");
        var until = await _run.Sandbox.NowAsync();
        await _run.Sandbox.HealAsync();
        await _run.Sandbox.AdvanceAsync("P5D");

        var moved = 0;
        foreach (var learner in learners)
        {
            var lessons = await learner.LessonsAsync();
            Assert.Equal(["not-too-much", "what-happened", "a-sliding-scale"], lessons.Select(lesson => lesson.Mail));
            Assert.All(lessons.Skip(1), lesson => Assert.InRange(Lateness(learner, lesson), Duration.Zero, Limit));
            Assert.Equal(Duration.Zero, Lateness(learner, lessons[2]));
            Assert.DoesNotContain(lessons, lesson => lesson.ReceivedAt > from && lesson.ReceivedAt < until);
            Assert.True(
                lessons[2].ReceivedAt - lessons[1].ReceivedAt >= DailySchedule.MinimumGap,
                $"{learner.Email} got two lessons at once."
            );

            var planned = learner.Schedule.NextDay(lessons[0].ReceivedAt, lessons[0].ReceivedAt);
            var mustWait = planned > from && planned + Limit < until;
            Assert.Equal(
                mustWait ? learner.Schedule.NextHour(until) : planned,
                lessons[1].ReceivedAt - (mustWait ? Duration.Zero : Lateness(learner, lessons[1]))
            );
            moved += mustWait ? 1 : 0;
        }

        Assert.InRange(moved, 3, learners.Length - 3);
        Assert.Equal(moved, (await _run.Sandbox.ReportAsync()).Mails.Sum(mail => mail.Late));
    }

    // From the learner's hour; one that came later than the limit would count as early for the next hour, and be negative.
    private static Duration Lateness(Learner learner, ReceivedMail lesson) =>
        lesson.ReceivedAt - learner.Schedule.NextHour(lesson.ReceivedAt - Limit - Duration.Epsilon);

    private async Task BeginAsync(Learner[] learners)
    {
        foreach (var learner in learners)
        {
            await learner.SignUpAsync();
        }

        await _run.Sandbox.RunAsync();
        foreach (var learner in learners)
        {
            await learner.ConfirmAsync();
        }

        await _run.Sandbox.RunAsync();
    }
}
