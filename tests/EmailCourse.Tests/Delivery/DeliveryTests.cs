using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Delivery;

public sealed class DeliveryTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(999, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    [InlineData(2500, 3)]
    public async Task A_thousand_subscribers_of_a_shard_are_one_call(int subscribers, int calls)
    {
        await _engine.CrowdAsync(subscribers);

        await _engine.RunAsync();

        Assert.Equal(calls, _engine.Provider.Calls.Count);
        Assert.Equal(subscribers, _engine.Provider.Accepted.Distinct().Count());
        Assert.Equal(subscribers, _engine.Provider.Accepted.Count);
    }

    [Fact]
    public async Task Each_shard_and_each_mail_is_a_call_of_its_own()
    {
        await _engine.CrowdAsync(10, '0');
        await _engine.CrowdAsync(10, '7');
        await _engine.CrowdAsync(10, 'f', TestEngine.Lessons[1].Mail);
        await _engine.CrowdAsync(5, 'f');

        await _engine.RunAsync();

        Assert.Equal(
            [("0", 10), ("7", 10), ("f", 5), ("f", 5)],
            _engine.Provider.Calls.Select(call => (call.To[0].Id.Shard.ToString(), call.To.Count)).Order()
        );
    }

    [Fact]
    public async Task A_batch_holds_one_mail_only()
    {
        await _engine.CrowdAsync(3, '0', TestEngine.Lessons[0].Mail);
        await _engine.RunAsync();
        await _engine.SignUpAsync();

        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(3));

        Assert.All(_engine.Provider.Calls, call => Assert.All(call.To, due => Assert.Equal(call.Mail, due.Due.Mail)));
    }

    [Fact]
    public async Task Recording_adds_the_lesson_and_plans_the_next()
    {
        var id = (await _engine.CrowdAsync(1))[0];

        await _engine.RunAsync();

        var subscriber = await _engine.FindAsync(id);
        Assert.Equal([TestEngine.Lessons[0]], subscriber!.Progress.Received);
        Assert.Equal(new ScheduledMail(Instant.FromUtc(2026, 3, 28, 7, 0), TestEngine.Lessons[1].Mail), subscriber.Progress.Due);
        Assert.Equal((_engine.Provider.Calls[0].BatchId, TestEngine.Start), (subscriber.LastBatch, subscriber.LastLessonAt));
    }

    [Fact]
    public async Task Once_recorded_no_batch_is_left_and_the_lease_is_released()
    {
        await _engine.CrowdAsync(100);

        await _engine.RunAsync();

        var rows = _engine.Table.Rows(ShardKey.All[0]);
        Assert.DoesNotContain(rows, row => row.RowKey.StartsWith("batch~", StringComparison.Ordinal));
        Assert.Equal("", rows.Single(row => row.RowKey == ShardLease.RowKey).GetString("Owner"));
    }

    [Fact]
    public async Task Every_accepted_mail_is_counted_once()
    {
        await _engine.CrowdAsync(1001);

        await _engine.RunAsync();

        Assert.Equal(1001, _engine.Counted(TestEngine.Lessons[0].Value, "Sent"));
    }

    [Fact]
    public async Task The_last_lesson_completes_and_is_counted_so()
    {
        var ids = await _engine.CrowdAsync(3);

        await _engine.AdvanceToAsync(Instant.FromUtc(2026, 3, 27, 6, 0) + Duration.FromDays(TestEngine.Lessons.Count - 1));

        Assert.Equal(3, _engine.Counted(TestEngine.Lessons[^1].Value, "Completed"));
        Assert.Equal(SubscriberState.Completed, (await _engine.FindAsync(ids[0]))!.State);
    }

    [Fact]
    public async Task A_lesson_due_for_less_than_three_hours_is_sent()
    {
        await _engine.CrowdAsync(1, at: TestEngine.Start - Duration.FromHours(3));

        await _engine.RunAsync();

        Assert.Single(_engine.Provider.Accepted);
    }

    [Fact]
    public async Task A_lesson_that_is_too_late_waits_for_the_learners_next_hour()
    {
        var id = (await _engine.CrowdAsync(1, at: TestEngine.Start - Duration.FromMinutes(181)))[0];

        await _engine.RunAsync();

        Assert.Empty(_engine.Provider.Calls);
        Assert.Equal(
            new ScheduledMail(Instant.FromUtc(2026, 3, 28, 7, 0), TestEngine.Lessons[0].Mail),
            (await _engine.FindAsync(id))!.Progress.Due
        );
        Assert.Equal(1, _engine.Counted(TestEngine.Lessons[0].Value, "Late"));
    }

    [Fact]
    public async Task A_confirmation_is_welcome_whenever_it_comes()
    {
        await _engine.SignUpAsync();
        _engine.Clock.Now += Duration.FromHours(20);

        await _engine.RunAsync();

        Assert.Equal(["confirm"], _engine.MailsTo());
    }

    [Fact]
    public async Task Instead_of_a_lesson_that_left_the_course_the_next_one_is_sent_at_once()
    {
        await _engine.CrowdAsync(1, mail: new MailKey("left-the-course"));

        await _engine.RunAsync();

        Assert.Equal([TestEngine.Lessons[0].Value], _engine.Provider.Accepted.Select(mail => mail.Mail));
    }

    [Fact]
    public async Task Whoever_waited_for_a_lesson_that_left_as_the_last_one_is_completed()
    {
        await _engine.BecomeActiveAsync();
        await _engine.ChangeAsync(subscriber =>
            subscriber with
            {
                Progress = (subscriber.Progress with { Received = [.. TestEngine.Lessons] }).Awaiting(
                    new MailKey("left-the-course"),
                    _engine.Clock.Now
                ),
            }
        );

        await _engine.RunAsync();

        Assert.Equal(SubscriberState.Completed, (await _engine.SubscriberAsync()).State);
        Assert.Empty(_engine.DueRows());
    }

    [Fact]
    public async Task A_person_who_stops_while_the_mail_is_on_its_way_has_stopped()
    {
        await _engine.BecomeActiveAsync();
        var next = (await _engine.SubscriberAsync()).Progress.Due!.Value.At;
        _engine.Provider.Meanwhile = _ => _engine.UnsubscribeAsync();

        await _engine.AdvanceToAsync(next + Duration.FromDays(29));

        var subscriber = await _engine.SubscriberAsync();
        Assert.Equal(SubscriberState.Unsubscribed, subscriber.State);
        Assert.Equal(TestEngine.Lessons.Take(2), subscriber.Progress.Received);
        Assert.Empty(_engine.DueRows());
    }
}
