using EmailCourse.Schedule;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Delivery;

/// <summary>A new domain, and twenty people of four zones who want a lesson a day.</summary>
public sealed class WarmUpTests
{
    private static readonly string[] Zones = ["Asia/Tokyo", "Europe/Berlin", "America/New_York", "Pacific/Honolulu"];

    [Fact]
    public async Task No_day_lets_more_leave_than_it_may_and_everybody_gets_every_lesson_once_and_at_their_hour()
    {
        await using var run = await LocalRun.OfThreeLessonsWithAsync(
            ("EmailCourse__WarmUp__Start", "2026-03-27"),
            ("EmailCourse__WarmUp__FirstDay", "8"),
            ("EmailCourse__WarmUp__GrowthPercent", "10")
        );
        var learners = Enumerable
            .Range(1, 20)
            .Select(number => run.Learner($"learner-{number}@example.org", Zones[number % Zones.Length], 8))
            .ToList();
        foreach (var learner in learners)
        {
            await learner.SignUpAsync();
        }

        await run.Sandbox.RunAsync();
        foreach (var learner in learners)
        {
            await learner.ConfirmAsync();
        }

        await run.Sandbox.RunAsync();
        Assert.Equal(20, (await run.Sandbox.InboxAsync()).Count(mail => mail.Mail == "confirm"));
        Assert.DoesNotContain(await run.Sandbox.InboxAsync(), mail => mail.IsLesson);
        await run.Sandbox.AdvanceAsync("P40D");

        var lessons = (await run.Sandbox.InboxAsync()).Where(mail => mail.IsLesson).ToList();
        Assert.All(
            lessons.CountBy(mail => mail.ReceivedAt.InUtc().Date),
            day => Assert.InRange(day.Value, 1, Math.Round(8 * Math.Pow(1.1, DaysSince(day.Key))))
        );
        foreach (var learner in learners)
        {
            var own = await learner.LessonsAsync();
            Assert.Equal(["not-too-much", "what-happened", "a-sliding-scale"], own.Select(mail => mail.Mail));
            Assert.All(own, mail => Assert.True(IsInTheirHours(learner, mail.ReceivedAt), $"{mail}"));
        }
    }

    private static int DaysSince(LocalDate day) => Period.DaysBetween(new LocalDate(2026, 3, 27), day);

    private static bool IsInTheirHours(Learner learner, Instant at) =>
        learner.Schedule.NextHour(at - Lateness.Limit - Duration.FromMinutes(5)) <= at;
}
