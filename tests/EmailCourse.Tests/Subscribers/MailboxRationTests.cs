using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

/// <summary>The form cannot be turned against anybody.</summary>
public sealed class MailboxRationTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_stranger_whose_address_is_posted_every_day_for_60_days_gets_two_mails_in_30()
    {
        var days = await PostDailyAsync(60);

        Assert.Equal(["confirm", "reminder", "confirm", "reminder"], _engine.MailsTo());
        Assert.True(days[2] - days[1] >= 30, $"The mails came on days {string.Join(", ", days)}.");
    }

    [Fact]
    public async Task Two_hundred_spellings_of_one_mailbox_bring_two_mails()
    {
        for (var number = 0; number < 200; number++)
        {
            await _engine.SignUpAsync($"a.n.a+{number}@gmail.com");
        }

        await _engine.SignUpAsync("ana@googlemail.com");
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(8));

        Assert.Equal(2, _engine.Provider.Accepted.Count);
    }

    [Fact]
    public async Task Somebody_who_stopped_is_asked_once_in_30_days_and_nothing_of_theirs_changes()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        var before = await _engine.SubscriberAsync();
        var mails = _engine.MailsTo().Count;

        await PostDailyAsync(29);

        Assert.Equal(["confirm"], _engine.MailsTo().Skip(mails));
        var after = await _engine.SubscriberAsync();
        Assert.Equal(
            (before.Recipient, before.State, before.Consent, before.ConfirmedAt),
            (after.Recipient, after.State, after.Consent, after.ConfirmedAt)
        );
    }

    [Fact]
    public async Task A_subscriber_is_told_once_a_week_at_most_and_nothing_of_theirs_changes()
    {
        await _engine.BecomeActiveAsync();
        var before = await _engine.SubscriberAsync();

        await PostDailyAsync(14);

        Assert.Equal(2, _engine.MailsTo().Count(mail => mail == "already-subscribed"));
        var after = await _engine.SubscriberAsync();
        Assert.Equal((before.Recipient, before.Consent, before.ConfirmedAt), (after.Recipient, after.Consent, after.ConfirmedAt));
    }

    [Fact]
    public async Task Whoever_confirmed_and_stopped_may_come_back_at_once()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();

        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Equal("confirm", _engine.MailsTo()[^1]);
    }

    [Fact]
    public async Task Whoever_stops_again_instead_of_confirming_is_not_asked_again_at_once()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await _engine.SignUpAsync();
        await _engine.RunAsync();
        await _engine.UnsubscribeAsync();
        var mails = _engine.MailsTo().Count;

        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Equal(mails, _engine.MailsTo().Count);
    }

    [Fact]
    public async Task The_button_of_a_mail_brings_what_was_typed_for_that_mail()
    {
        await _engine.SignUpAsync(schedule: People.Schedule(hour: 7));
        await _engine.RunAsync();
        var first = Assert.Single(_engine.DueRows()).Recipient.Details;
        _engine.Clock.Now += Duration.FromHours(2);
        await _engine.SignUpAsync(schedule: People.Schedule("Asia/Kolkata", 22));
        await _engine.RunAsync();

        await _engine.ConfirmAsync(details: first);

        Assert.Equal(People.Schedule(hour: 7), (await _engine.SubscriberAsync()).Recipient.Schedule);
    }

    [Fact]
    public async Task A_sign_up_that_failed_half_way_may_be_tried_again()
    {
        Assert.True(await Ration.TryTakeAsync(await Ration.ReadAsync(AnasMailbox), _engine.IdOf()));

        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Equal(["confirm"], _engine.MailsTo());
    }

    [Fact]
    public async Task A_sign_up_that_got_past_the_refusal_of_its_mailbox_is_not_mailed()
    {
        const string Spelling = "ana+news@example.org";
        await _engine.SignUpAsync(Spelling);

        // The process that refused ended before it could look for sign-ups.
        await Ration.CloseAsync(AnasMailbox, _engine.IdOf());
        await _engine.RunAsync();

        Assert.Empty(_engine.MailsTo(Spelling));
        Assert.Null(await _engine.FindAsync(_engine.IdOf(Spelling)));
    }

    [Fact]
    public async Task A_ration_is_not_taken_as_it_was_read_if_another_spelling_has_taken_it_since()
    {
        var read = await Ration.ReadAsync(AnasMailbox);

        Assert.True(await Ration.TryTakeAsync(read, _engine.IdOf()));
        Assert.False(await Ration.TryTakeAsync(read, _engine.IdOf("ana+news@example.org")));
    }

    [Fact]
    public async Task A_ration_is_not_taken_as_it_was_read_if_the_mailbox_was_closed_since()
    {
        var read = await Ration.ReadAsync(AnasMailbox);
        await Ration.CloseAsync(AnasMailbox, _engine.IdOf());

        Assert.False(await Ration.TryTakeAsync(read, _engine.IdOf()));
    }

    private MailboxRation Ration => _engine.Get<MailboxRation>();

    private MailboxId AnasMailbox => _engine.Get<SubscriberIdFactory>().MailboxOf(People.Address(People.Ana));

    // By a stranger, each time with another hour.
    private async Task<IReadOnlyList<int>> PostDailyAsync(int days)
    {
        var start = _engine.Clock.Now;
        var before = _engine.MailsTo().Count;
        var received = new List<int>();
        for (var day = 1; day <= days; day++)
        {
            await _engine.SignUpAsync(schedule: People.Schedule("Asia/Kolkata", day % 24));
            await _engine.AdvanceToAsync(start + Duration.FromDays(day));
            received.AddRange(Enumerable.Repeat(day, _engine.MailsTo().Count - before - received.Count));
        }

        return received;
    }
}
