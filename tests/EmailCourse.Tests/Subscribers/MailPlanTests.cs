using EmailCourse.Course;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class MailPlanTests
{
    private static readonly Instant Now = TestEngine.Start;
    private static readonly MailPlan Plan = Of("a", "b", "c");

    [Theory]
    [InlineData("", "a")]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    [InlineData("c,a", "b")]
    [InlineData("gone,a", "b")]
    public void The_next_lesson_is_the_first_of_todays_course_that_was_not_received(string received, string next) =>
        Assert.Equal(new ScheduledMail(Now, new MailKey(next)), Plan.LessonAt(Received(received), Now).Due);

    [Fact]
    public void Who_has_every_lesson_of_todays_course_waits_for_nothing()
    {
        Assert.Null(Plan.LessonAt(Received("c,b,a,gone"), Now).Due);
        Assert.False(Plan.HasLessonFor(Received("c,b,a,gone")));
    }

    [Theory]
    [InlineData("a,b,c", null)]
    [InlineData("c", null)]
    [InlineData("a,b", "c")]
    [InlineData("a", "b")]
    public void After_the_final_lesson_nothing_comes_even_if_others_were_added_before_it(string received, string? next) =>
        Assert.Equal(next, new MailPlan(Plan.Lessons, new LessonSlug("c")).Next(Received(received))?.Value);

    [Fact]
    public void Whoever_begins_anew_after_the_final_lesson_gets_every_lesson()
    {
        var plan = new MailPlan(Plan.Lessons, new LessonSlug("c"));

        Assert.Equal("a", plan.Next(Received("a,b,c").ReturnAll())?.Value);
        Assert.Equal("c", plan.Next(Received("a,b,c").Return(new("c")))?.Value);
    }

    [Fact]
    public void A_lesson_that_was_sent_is_received_and_the_next_comes_tomorrow()
    {
        var after = Plan.After(Received("").Awaiting(new("a"), Now), new("a"), People.Schedule(), Now);

        Assert.Equal([new LessonSlug("a")], after.Received);
        Assert.Equal(new ScheduledMail(Instant.FromUtc(2026, 3, 28, 7, 0), new("b")), after.Due);
    }

    [Theory]
    [InlineData(2, 24)]
    [InlineData(30, 54)]
    public void A_reminder_comes_a_day_after_the_mail_it_reminds_of_also_if_that_was_late(int hoursLate, int hoursUntilReminder)
    {
        var pending = Progress.None.Awaiting(MailKey.Confirm, Now);

        var after = Plan.After(pending, MailKey.Confirm, People.Schedule(), Now + Duration.FromHours(hoursLate));

        Assert.Equal(new ScheduledMail(Now + Duration.FromHours(hoursUntilReminder), MailKey.Reminder), after.Due);
    }

    [Fact]
    public void After_the_last_lesson_nothing_is_due() =>
        Assert.Null(Plan.After(Received("a,b").Awaiting(new("c"), Now), new("c"), People.Schedule(), Now).Due);

    [Fact]
    public void A_reminder_comes_24_hours_after_the_confirmation_was_due()
    {
        var after = Plan.After(
            Progress.None.Awaiting(MailKey.Confirm, Now),
            MailKey.Confirm,
            People.Schedule(),
            Now + Duration.FromMinutes(4)
        );

        Assert.Equal(new ScheduledMail(Now + Duration.FromHours(24), MailKey.Reminder), after.Due);
    }

    [Fact]
    public void A_sign_up_expires_seven_days_after_the_confirmation_was_due()
    {
        var confirmed = Plan.After(Progress.None.Awaiting(MailKey.Confirm, Now), MailKey.Confirm, People.Schedule(), Now);
        var reminded = Plan.After(confirmed, MailKey.Reminder, People.Schedule(), Now + Duration.FromHours(25));

        Assert.Equal(new ScheduledMail(Now + Duration.FromDays(7), MailKey.Expire), reminded.Due);
    }

    [Fact]
    public void A_mail_in_front_of_a_lesson_leaves_the_lesson_its_time()
    {
        var lessonAt = Now + Duration.FromHours(5);
        var progress = Received("a") with { Due = new ScheduledMail(Now, MailKey.AlreadySubscribed), LessonDueAt = lessonAt };

        var after = Plan.After(progress, MailKey.AlreadySubscribed, People.Schedule(), Now);

        Assert.Equal(new ScheduledMail(lessonAt, new("b")), after.Due);
        Assert.Null(after.LessonDueAt);
    }

    [Fact]
    public void A_mail_in_front_of_nothing_leaves_nothing() =>
        Assert.Null(
            Plan.After(
                Received("a,b,c").Awaiting(MailKey.AlreadySubscribed, Now),
                MailKey.AlreadySubscribed,
                People.Schedule(),
                Now
            ).Due
        );

    [Fact]
    public void A_lesson_accepted_while_another_mail_stepped_in_front_is_received_and_not_planned_again()
    {
        var progress = Received("a") with { Due = new ScheduledMail(Now, MailKey.AlreadySubscribed), LessonDueAt = Now };

        var after = Plan.After(progress, new("b"), People.Schedule(), Now);

        Assert.True(after.HasPassed(new("b")));
        Assert.Equal(progress.Due, after.Due);
    }

    [Fact]
    public void A_lesson_accepted_after_it_was_moved_is_not_sent_again()
    {
        var moved = Received("a").Awaiting(new("b"), Now + Duration.FromHours(10));

        var after = Plan.After(moved, new("b"), People.Schedule(), Now);

        Assert.Equal(new ScheduledMail(Instant.FromUtc(2026, 3, 28, 7, 0), new("c")), after.Due);
    }

    [Fact]
    public void A_mail_accepted_after_the_person_stopped_plans_nothing() =>
        Assert.Null(Plan.After(Received("a").Ended(), new("b"), People.Schedule(), Now).Due);

    [Fact]
    public void Recording_the_same_lesson_twice_counts_it_once() =>
        Assert.Single(Plan.After(Received("a").Awaiting(new("b"), Now), new("a"), People.Schedule(), Now).Received);

    [Theory]
    [InlineData("a", false)]
    [InlineData("gone", true)]
    [InlineData("confirm", false)]
    [InlineData("already-subscribed", false)]
    [InlineData("expire", false)]
    public void Only_a_lesson_can_leave_the_course(string mail, bool lost) =>
        Assert.Equal(lost, Plan.IsRemoved(new MailKey(mail)));

    internal static MailPlan Of(params string[] lessons) => new([.. lessons.Select(lesson => new LessonSlug(lesson))]);

    private static Progress Received(string slugs) =>
        Progress.None with
        {
            Received = [.. slugs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(slug => new LessonSlug(slug))],
        };
}
