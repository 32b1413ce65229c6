using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class SignUpTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_new_address_is_pending_and_asked_to_confirm_at_once()
    {
        await _engine.SignUpAsync();

        var subscriber = await _engine.SubscriberAsync();
        Assert.Equal(SubscriberState.Pending, subscriber.State);
        Assert.Equal(["confirm"], _engine.DueRows().Select(due => due.Due.Mail.Value));
        Assert.Equal(subscriber.Id.Shard, Assert.Single(_engine.Queue.Messages).Shard);
        Assert.Equal(1, _engine.Counted("people", "SignedUp"));
    }

    [Fact]
    public async Task The_answer_is_yes_although_the_queue_is_down()
    {
        _engine.Queue.Down = new InvalidOperationException("down");
        await _engine.SignUpAsync();

        _engine.Queue.Down = null;
        await _engine.RunAsync();
        Assert.Equal(["confirm"], _engine.MailsTo());
    }

    [Fact]
    public async Task The_answer_is_yes_although_the_queue_does_not_answer_in_time()
    {
        _engine.Queue.Down = new TaskCanceledException("The queue took too long; nobody cancelled anything.");

        await _engine.SignUpAsync();

        Assert.Single(_engine.DueRows());
    }

    [Fact]
    public async Task Whoever_does_not_confirm_is_reminded_once_and_forgotten_after_seven_days()
    {
        await _engine.SignUpAsync();

        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(7) - Duration.FromMinutes(1));
        Assert.Equal(["confirm", "reminder"], _engine.MailsTo());
        Assert.NotNull(await _engine.FindAsync(_engine.IdOf()));

        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(7));
        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
        Assert.Empty(_engine.DueRows());
        Assert.Equal(1, _engine.Counted("people", "Expired"));
    }

    [Fact]
    public async Task Signing_up_again_within_the_hour_brings_no_other_mail_and_the_reminder_knows_it()
    {
        await _engine.SignUpAsync();
        await _engine.RunAsync();

        await _engine.SignUpAsync(schedule: People.Schedule("Asia/Kolkata", 6));
        await _engine.RunAsync();

        Assert.Equal(People.Schedule("Asia/Kolkata", 6), Assert.Single(_engine.DueRows()).Recipient.Schedule);
        Assert.Equal(["confirm"], _engine.MailsTo());
    }

    [Fact]
    public async Task Signing_up_again_later_brings_the_mail_again_in_place_of_the_reminder()
    {
        await _engine.SignUpAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(1));

        await _engine.SignUpAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(20));

        Assert.Equal(["confirm", "confirm"], _engine.MailsTo());
        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
    }

    [Fact]
    public async Task A_correction_reaches_the_due_row_too()
    {
        await _engine.SignUpAsync();
        await _engine.SignUpAsync(schedule: People.Schedule("Asia/Kolkata", 6));

        Assert.Equal(People.Schedule("Asia/Kolkata", 6), Assert.Single(_engine.DueRows()).Recipient.Schedule);
    }

    [Fact]
    public async Task Signing_up_does_not_change_anything_for_someone_active()
    {
        await _engine.BecomeActiveAsync();
        var before = await _engine.SubscriberAsync();
        _engine.Clock.Now += Duration.FromHours(25);

        await _engine.SignUpAsync(schedule: People.Schedule("Asia/Kolkata", 6));

        var after = await _engine.SubscriberAsync();
        Assert.Equal((before.Recipient, before.State, before.Consent), (after.Recipient, after.State, after.Consent));
        Assert.Equal(before.Progress.Due!.Value.At, after.Progress.LessonDueAt);
    }

    [Fact]
    public async Task Someone_active_is_told_so_and_gets_the_next_lesson_when_it_was_due_anyway()
    {
        await _engine.BecomeActiveAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(25));
        var lessonAt = (await _engine.SubscriberAsync()).Progress.Due;

        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Equal("already-subscribed", _engine.MailsTo()[^1]);
        Assert.Equal(lessonAt, (await _engine.SubscriberAsync()).Progress.Due);
    }

    [Fact]
    public async Task Someone_who_stopped_confirms_again_and_goes_on_where_they_were()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(2));

        await _engine.SignUpAsync();
        await _engine.RunAsync();
        await _engine.ConfirmAsync();
        await _engine.RunAsync();

        Assert.Equal(["confirm", TestEngine.Lessons[0].Value, "confirm", TestEngine.Lessons[1].Value], _engine.MailsTo());
    }

    [Fact]
    public async Task Someone_who_stopped_and_came_back_without_confirming_has_stopped_again()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(2));
        await _engine.SignUpAsync();

        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(20));

        Assert.Equal(SubscriberState.Unsubscribed, (await _engine.SubscriberAsync()).State);
        Assert.Empty(_engine.DueRows());
    }

    [Fact]
    public async Task A_suppressed_address_is_not_stored_and_not_mailed()
    {
        await _engine.SuppressAsync();
        await _engine.RunAsync();
        var before = _engine.Snapshot();

        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Equal(before, _engine.Snapshot());
        Assert.Empty(_engine.Provider.Calls);
    }
}
