using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.SendGridWebhook;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

/// <summary>A course goes to another address: all of it, once, and only after its owner said yes.</summary>
public sealed class ChangeOfAddressTests : IDisposable
{
    private const string New = "ana.new@example.org";
    private const string Newer = "ana.newer@example.org";

    private static readonly LessonSlug One = TestEngine.Lessons[0];
    private static readonly LessonSlug Two = TestEngine.Lessons[1];
    private static readonly Instant Eight = Instant.FromUtc(2026, 3, 28, 7, 0);

    private readonly InterferingTable _table;
    private readonly TestEngine _engine;

    public ChangeOfAddressTests() => _engine = InterferingTable.CreateEngine(out _table);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Everything_moves_the_old_address_is_told_once_and_the_next_lesson_comes_at_its_time()
    {
        await _engine.BecomeActiveAsync();
        await _engine.Get<SkipLesson>().HandleAsync(_engine.IdOf(), Two);
        var before = await _engine.SubscriberAsync();

        await MoveAsync();
        var after = await _engine.SubscriberAsync(New);
        await _engine.AdvanceToAsync(Eight + Duration.FromDays(1));

        Assert.Equal(before.Recipient with { Id = after.Id, Email = People.Address(New) }, after.Recipient);
        Assert.Equal((before.State, before.Progress.Due, before.Consent), (after.State, after.Progress.Due, after.Consent));
        Assert.Equal(
            [.. before.Progress.Received, .. before.Progress.Skipped],
            [.. after.Progress.Received, .. after.Progress.Skipped]
        );
        Assert.Equal(
            (before.SignedUpAt, before.ConfirmedAt, before.LastLessonAt),
            (after.SignedUpAt, after.ConfirmedAt, after.LastLessonAt)
        );
        Assert.Equal(["confirm", One.Value, "address-changed"], _engine.MailsTo());
        Assert.Equal(["confirm-address", TestEngine.Lessons[2].Value, TestEngine.Lessons[3].Value], _engine.MailsTo(New));
    }

    [Fact]
    public async Task Of_the_old_address_stays_nothing_but_where_its_links_lead()
    {
        await _engine.BecomeActiveAsync();

        await MoveAsync();

        var left = Assert.Single(RowsOf(People.Ana));
        Assert.Equal(Forwarding.Key(_engine.IdOf()), left.RowKey);
        Assert.Equal(["At", "To"], left.Keys.Except(["PartitionKey", "RowKey", "Timestamp", "odata.etag"]).Order());
    }

    [Fact]
    public async Task Until_the_button_is_pressed_nothing_changes_and_nothing_of_the_subscriber_stands_at_the_new_address()
    {
        await _engine.BecomeActiveAsync(schedule: People.Schedule("Asia/Kolkata", 21));
        var before = await _engine.SubscriberAsync();

        await AskAsync();
        await _engine.RunAsync();

        var asking = await _engine.SubscriberAsync();
        Assert.Equal(before.Progress.Due, asking.Progress.Due);
        Assert.Equal(before with { AskedTo = _engine.IdOf(New), Progress = asking.Progress, Version = asking.Version }, asking);
        Assert.Equal(["confirm-address"], _engine.MailsTo(New));
        Assert.DoesNotContain(RowsOf(New), row => row.Any(column => column.Value is "Asia/Kolkata" or 21));
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(8));
        Assert.Empty(RowsOf(New));
        Assert.Equal(0, _engine.Counted("people", CounterNames.Expired));
    }

    [Theory]
    [InlineData(nameof(SubscriberState.Paused))]
    [InlineData(nameof(SubscriberState.Completed))]
    public async Task Who_waits_or_has_finished_does_so_at_the_new_address(string state)
    {
        await _engine.BecomeActiveAsync();
        if (state == nameof(SubscriberState.Paused))
        {
            await _engine.Get<Pause>().HandleAsync(_engine.IdOf());
        }
        else
        {
            await _engine.AdvanceToAsync(Eight + Duration.FromDays(TestEngine.Lessons.Count));
        }

        var completedAt = (await _engine.SubscriberAsync()).CompletedAt;
        _engine.Clock.Now += Duration.FromHours(1);
        await MoveAsync();

        var moved = await _engine.SubscriberAsync(New);
        Assert.Equal((state, null, completedAt), (moved.State.ToString(), moved.Progress.Due, moved.CompletedAt));
    }

    [Fact]
    public async Task Who_is_subscribed_at_the_new_address_is_told_so_once_a_week_and_nothing_moves()
    {
        await _engine.BecomeActiveAsync();
        await _engine.BecomeActiveAsync(New);

        await AskAsync();
        await AskAsync();
        await _engine.RunAsync();

        Assert.Equal(["confirm", One.Value, "already-subscribed"], _engine.MailsTo(New));
    }

    [Fact]
    public async Task A_mailbox_that_is_closed_an_address_that_is_suppressed_and_a_sign_up_not_yet_confirmed_get_no_mail()
    {
        await _engine.BecomeActiveAsync();
        await _engine
            .Get<Refuse>()
            .HandleAsync(_engine.IdOf(New), _engine.Get<SubscriberIdFactory>().MailboxOf(People.Address(New)));
        await _engine.SuppressAsync("gone@example.org");
        await _engine.SignUpAsync("pending@example.org");
        await _engine.RunAsync();

        foreach (var address in new[] { New, "ana.new+spelt@example.org", "gone@example.org", "pending@example.org" })
        {
            await AskAsync(address);
        }

        await _engine.RunAsync();

        Assert.DoesNotContain("confirm-address", _engine.Provider.Accepted.Select(mail => mail.Mail));
    }

    [Fact]
    public async Task A_mailbox_is_asked_twice_in_30_days_at_most_however_many_want_to_move_there()
    {
        for (var person = 0; person < 3; person++)
        {
            await _engine.BecomeActiveAsync($"ana{person}@example.org");
        }

        for (var hour = 0; hour < 30 * 24; hour += 2)
        {
            await AskAsync(New, $"ana{hour / 2 % 3}@example.org");
            await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(hour + 2));
        }

        Assert.Equal(["confirm-address", "confirm-address"], _engine.MailsTo(New));
    }

    [Fact]
    public async Task Who_asks_again_within_an_hour_gets_no_second_mail_and_after_a_day_neither()
    {
        await BecomeActiveAndAskAsync();

        await AskAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(25));
        await AskAsync();
        await _engine.RunAsync();

        Assert.Equal(["confirm-address"], _engine.MailsTo(New));
    }

    [Fact]
    public async Task The_owner_of_an_address_to_which_somebody_wants_to_move_can_still_sign_up_with_it()
    {
        await BecomeActiveAndAskAsync();
        _engine.Clock.Now += Duration.FromHours(2);

        await _engine.SignUpAsync(New, People.Schedule("Asia/Kolkata", 21));
        await _engine.RunAsync();
        await _engine.ConfirmAsync(New);

        Assert.Equal(ConfirmAddressOutcome.NothingToMove, await PressAsync());
        Assert.Equal(People.Schedule("Asia/Kolkata", 21), (await _engine.SubscriberAsync(New)).Recipient.Schedule);
        Assert.True((await _engine.SubscriberAsync()).IsSubscribed);
        Assert.Null((await _engine.SubscriberAsync()).MovesTo);
    }

    [Fact]
    public async Task Who_stopped_at_the_new_address_long_ago_is_asked_and_their_old_course_gives_way()
    {
        await _engine.BecomeActiveAsync(New);
        await _engine.UnsubscribeAsync(New);
        _engine.Clock.Now += Duration.FromDays(2);
        await _engine.BecomeActiveAsync();
        await _engine.AdvanceToAsync(Eight + Duration.FromDays(3));
        var received = (await _engine.SubscriberAsync()).Progress.Received;

        await MoveAsync();

        var moved = await _engine.SubscriberAsync(New);
        Assert.Equal((SubscriberState.Active, null), (moved.State, moved.Stop));
        Assert.Equal(received, moved.Progress.Received);
    }

    [Fact]
    public async Task Pressing_twice_moves_once()
    {
        await BecomeActiveAndAskAsync();

        Assert.Equal(ConfirmAddressOutcome.Confirmed, await PressAsync());
        Assert.Equal(ConfirmAddressOutcome.Confirmed, await PressAsync());
        await _engine.RunAsync();
        Assert.Equal(ConfirmAddressOutcome.Confirmed, await PressAsync());
        await _engine.RunAsync();

        Assert.Single(_engine.MailsTo(), mail => mail == "address-changed");
    }

    [Fact]
    public async Task Who_moves_gets_the_ration_of_the_new_mailbox_back_and_may_move_on_at_once()
    {
        await _engine.BecomeActiveAsync();

        await MoveAsync();
        await MoveAsync(from: New, to: Newer);
        await MoveAsync(from: Newer, to: People.Ana);
        await MoveAsync();

        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync(New)).State);
        await _engine.AdvanceToAsync(Eight);
        Assert.Equal(Two.Value, _engine.MailsTo(New)[^1]);
        Assert.Single(_engine.Provider.Accepted, mail => mail.Mail == Two.Value);
    }

    [Fact]
    public async Task A_stop_or_an_erasure_before_the_move_wins()
    {
        foreach (
            var (email, act) in new (string, Func<SubscriberId, Task>)[]
            {
                ("stops@example.org", _engine.Get<Unsubscribe>().HandleAsync),
                ("erases@example.org", _engine.Get<Erase>().HandleAsync),
            }
        )
        {
            await _engine.BecomeActiveAsync(email);
            await AskAsync("new-" + email, email);
            await _engine.RunAsync();
            await PressAsync("new-" + email);

            await act(_engine.IdOf(email));
            await _engine.AdvanceToAsync(_engine.Clock.Now + Duration.FromDays(8));

            Assert.Equal(["confirm-address"], _engine.MailsTo("new-" + email));
            Assert.Empty(RowsOf("new-" + email));
            Assert.Equal(["confirm", One.Value], _engine.MailsTo(email));
        }
    }

    [Fact]
    public async Task What_is_asked_for_between_the_button_and_the_move_comes_along()
    {
        await BecomeActiveAndPressAsync();

        await _engine.Get<Pause>().HandleAsync(_engine.IdOf(), 3);
        await _engine.Get<SkipLesson>().HandleAsync(_engine.IdOf(), Two);
        await _engine.Get<SendLastAgain>().HandleAsync(_engine.IdOf());
        await _engine.SignUpAsync();
        await _engine.RunAsync();

        var moved = await _engine.SubscriberAsync(New);
        Assert.Equal(SubscriberState.Paused, moved.State);
        Assert.Equal([Two], moved.Progress.Skipped);
        Assert.Equal(new ScheduledMail(Instant.FromUtc(2026, 3, 31, 6, 0), TestEngine.Lessons[2].Mail), moved.Progress.Due);
        Assert.Equal(["confirm", One.Value, "address-changed"], _engine.MailsTo());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lesson_on_its_way_of_which_the_answer_was_lost_is_neither_lost_nor_doubled(bool wasAccepted)
    {
        await BecomeActiveAndAskAsync();
        _engine.Clock.Now = Eight;
        _engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        await _engine.RunAsync();
        _engine.Provider.Answer = _ => new SendOutcome.Accepted();
        var batch = _engine.Provider.Calls[^1];

        await PressAsync();
        await _engine.RunAsync();
        Assert.Null(await _engine.Get<SubscriberStore>().FindForwardingAsync(_engine.IdOf(), TestToken.Current));

        if (wasAccepted)
        {
            var processed = new SendGridEvent
            {
                Kind = "processed",
                Batch = batch.BatchId,
                Subscriber = _engine.IdOf().ToString(),
            };
            await _engine.Get<SendGridEventHandler>().HandleAsync([processed], TestToken.Current);
        }

        await _engine.AdvanceToAsync(Eight + Duration.FromDays(1));

        string[] lessons = wasAccepted ? [TestEngine.Lessons[2].Value] : [Two.Value, TestEngine.Lessons[2].Value];
        Assert.Equal(["confirm-address", .. lessons], _engine.MailsTo(New));
        Assert.Equal([One, Two, TestEngine.Lessons[2]], (await _engine.SubscriberAsync(New)).Progress.Received);
        Assert.Equal("address-changed", _engine.MailsTo()[^1]);
    }

    [Theory]
    [InlineData("Arriving")]
    [InlineData("Moved")]
    [InlineData("Active")]
    public async Task Whatever_step_a_crash_comes_before_the_next_run_finishes_the_move(string step)
    {
        await BecomeActiveAndPressAsync();

        await CrashBeforeAsync(step);
        _engine.Clock.Now += Duration.FromMinutes(2);
        await _engine.AdvanceToAsync(Eight);

        Assert.Equal(["confirm-address", Two.Value], _engine.MailsTo(New));
        Assert.Equal(["confirm", One.Value, "address-changed"], _engine.MailsTo());
    }

    [Fact]
    public async Task A_stop_after_a_crash_in_the_midst_of_the_move_is_obeyed()
    {
        await BecomeActiveAndPressAsync();
        await CrashBeforeAsync("Moved");

        await _engine.UnsubscribeAsync();
        await _engine.AdvanceToAsync(Eight + Duration.FromDays(1));

        Assert.Equal(["confirm-address"], _engine.MailsTo(New));
        Assert.Empty(RowsOf(New));
        Assert.Equal(SubscriberState.Unsubscribed, (await _engine.SubscriberAsync()).State);
    }

    [Fact]
    public async Task An_erasure_after_a_crash_in_the_midst_of_the_move_takes_what_was_written_down_at_the_new_address()
    {
        await BecomeActiveAndPressAsync();
        await CrashBeforeAsync("Moved");
        Assert.NotEmpty(RowsOf(New));

        Assert.True(await _engine.Get<Erase>().HandleAsync(_engine.IdOf()));

        Assert.Empty(RowsOf(New));
    }

    [Theory]
    [InlineData(SuppressionReason.Bounced, true)]
    [InlineData(SuppressionReason.Invalid, true)]
    [InlineData(SuppressionReason.Refused, false)]
    [InlineData(SuppressionReason.Complained, false)]
    [InlineData(SuppressionReason.Erased, false)]
    public async Task A_new_address_that_is_suppressed_before_the_move_keeps_the_course_where_it_is_or_ends_it(
        string reason,
        bool goesOn
    )
    {
        await BecomeActiveAndPressAsync();

        await _engine.SuppressAsync(New, reason);
        await _engine.AdvanceToAsync(Eight);

        Assert.Equal(goesOn ? ["confirm", One.Value, Two.Value] : ["confirm", One.Value], _engine.MailsTo());
        Assert.Equal(goesOn, await _engine.FindAsync(_engine.IdOf()) is { MovesTo: null });
        Assert.Equal(["confirm-address"], _engine.MailsTo(New));
    }

    [Fact]
    public async Task A_course_that_the_new_address_has_begun_by_itself_keeps_the_other_where_it_is()
    {
        await BecomeActiveAndPressAsync();
        await _engine.ConfirmAsync(New);

        await _engine.AdvanceToAsync(Eight + Duration.FromHours(2));

        Assert.Equal(["confirm", One.Value, Two.Value], _engine.MailsTo());
        Assert.Equal(["confirm-address", One.Value, Two.Value], _engine.MailsTo(New));
    }

    [Fact]
    public async Task A_stop_at_the_new_address_before_the_move_stops_the_course()
    {
        await _engine.BecomeActiveAsync(New);
        await _engine.UnsubscribeAsync(New);
        await BecomeActiveAndPressAsync();

        await _engine.UnsubscribeAsync(New);
        await _engine.AdvanceToAsync(Eight);

        Assert.Equal(SubscriberState.Unsubscribed, (await _engine.SubscriberAsync()).State);
        Assert.Equal(["confirm", One.Value], _engine.MailsTo());
    }

    [Fact]
    public async Task A_stop_link_of_an_old_mail_stops_the_course_wherever_it_is()
    {
        await _engine.BecomeActiveAsync();
        await MoveAsync();
        await MoveAsync(from: New, to: Newer);

        await _engine.UnsubscribeAsync();

        Assert.Equal(SubscriberState.Unsubscribed, (await _engine.SubscriberAsync(Newer)).State);
        Assert.False(await _engine.Get<UndoUnsubscribe>().HandleAsync(_engine.IdOf()));
    }

    [Fact]
    public async Task A_stop_link_of_an_old_mail_that_comes_before_the_notice_stops_the_course_and_not_the_notice()
    {
        await BecomeActiveAndPressAsync();
        _engine.Provider.Answer = _ => new SendOutcome.NotReached("refused");
        await _engine.RunAsync();

        await _engine.UnsubscribeAsync();
        _engine.Provider.Answer = _ => new SendOutcome.Accepted();
        await _engine.AdvanceToAsync(Eight);

        Assert.Equal(["confirm", One.Value, "address-changed"], _engine.MailsTo());
        Assert.Equal(SubscriberState.Unsubscribed, (await _engine.SubscriberAsync(New)).State);
    }

    [Fact]
    public async Task Whoever_was_asked_before_another_address_was_is_asked_no_more()
    {
        await BecomeActiveAndAskAsync();
        await AskAsync(Newer);
        await _engine.RunAsync();

        Assert.Equal(ConfirmAddressOutcome.NothingToMove, await PressAsync());
        Assert.Null((await _engine.SubscriberAsync()).MovesTo);

        Assert.Equal(ConfirmAddressOutcome.Confirmed, await PressAsync(Newer));
        await _engine.RunAsync();
        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync(Newer)).State);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("erase")]
    [InlineData("another")]
    public async Task A_question_that_is_still_to_be_sent_is_dropped_once_it_is_withdrawn(string how)
    {
        await _engine.BecomeActiveAsync();
        await AskAsync();

        await (
            how switch
            {
                "stop" => _engine.UnsubscribeAsync(),
                "erase" => _engine.Get<Erase>().HandleAsync(_engine.IdOf()),
                _ => AskAsync(Newer),
            }
        );
        await _engine.RunAsync();

        Assert.Empty(_engine.MailsTo(New));
        Assert.Empty(RowsOf(New));
    }

    [Fact]
    public async Task A_course_that_stopped_and_began_anew_is_not_moved_by_the_question_from_before()
    {
        await BecomeActiveAndAskAsync();
        await _engine.UnsubscribeAsync();
        await _engine.Get<UndoUnsubscribe>().HandleAsync(_engine.IdOf());

        Assert.Equal(ConfirmAddressOutcome.NothingToMove, await PressAsync());
    }

    [Fact]
    public async Task A_course_that_moves_before_a_run_sends_what_it_read_receives_that_once()
    {
        await _engine.BecomeActiveAsync();
        await AskAsync();
        await _engine.RunAsync();
        _engine.Clock.Now = Eight;
        var hasMoved = false;
        _table.BeforeCommit = async changes =>
        {
            if (!hasMoved && changes.Any(change => Batch.All.Contains(change.Entity.RowKey)))
            {
                hasMoved = true;
                Assert.Equal(ConfirmAddressOutcome.Confirmed, await PressAsync());
                await RunShardAsync();
            }
        };

        await RunShardAsync();
        await _engine.AdvanceToAsync(Eight + Duration.FromMinutes(5));

        Assert.True(hasMoved);
        Assert.DoesNotContain(Two.Value, _engine.MailsTo());
        Assert.Equal(["confirm-address", Two.Value], _engine.MailsTo(New));

        Task RunShardAsync() => _engine.Get<ICourseDelivery>().RunShardAsync(_engine.IdOf().Shard, TestToken.Current);
    }

    [Fact]
    public async Task A_course_whose_old_address_no_longer_exists_moves_all_the_same()
    {
        await BecomeActiveAndPressAsync();

        await _engine.SuppressAsync();
        await _engine.RunAsync();

        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync(New)).State);
    }

    [Fact]
    public async Task Where_links_lead_round_in_a_circle_is_forgotten_too()
    {
        await _engine.BecomeActiveAsync();
        await MoveAsync();
        await _engine.AdvanceToAsync(_engine.Clock.Now + Duration.FromDays(40));
        await MoveAsync(from: New, to: People.Ana);
        await _engine.Get<Erase>().HandleAsync(_engine.IdOf());

        await _engine.AdvanceToAsync(_engine.Clock.Now + Duration.FromDays(2));

        Assert.DoesNotContain(
            ShardKey.All.SelectMany(_engine.Table.Rows),
            row => row.RowKey.StartsWith("moved~", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_stop_link_of_an_old_mail_does_not_stop_somebody_who_begins_anew_at_the_new_address()
    {
        await _engine.BecomeActiveAsync();
        await MoveAsync();
        await _engine.Get<Erase>().HandleAsync(_engine.IdOf(New));
        await _engine.Get<SubscriberStore>().LiftAsync(_engine.IdOf(New), SuppressionReason.Erased, TestToken.Current);
        await _engine.BecomeActiveAsync(New);

        await _engine.UnsubscribeAsync();

        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync(New)).State);
    }

    [Fact]
    public async Task The_old_address_can_sign_up_anew_and_what_it_does_then_is_its_own()
    {
        await _engine.BecomeActiveAsync();
        await MoveAsync();

        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await _engine.UnsubscribeAsync();

        Assert.Equal(SubscriberState.Unsubscribed, (await _engine.SubscriberAsync()).State);
        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync(New)).State);
    }

    [Fact]
    public async Task Where_old_links_lead_is_forgotten_within_a_day_once_there_is_no_course()
    {
        await _engine.BecomeActiveAsync();
        await MoveAsync();

        await _engine.AdvanceToAsync(_engine.Clock.Now + Duration.FromDays(1));
        Assert.NotEmpty(RowsOf(People.Ana));
        await _engine.Get<Erase>().HandleAsync(_engine.IdOf(New));
        await _engine.AdvanceToAsync(_engine.Clock.Now + Duration.FromDays(1));

        Assert.Empty(RowsOf(People.Ana));
    }

    [Theory]
    [InlineData("ShowManage", LinkPurpose.Manage)]
    [InlineData("Manage", LinkPurpose.Manage)]
    [InlineData("ManageData", LinkPurpose.Manage)]
    [InlineData("Lesson", LinkPurpose.Read)]
    internal async Task Whoever_reads_the_old_inbox_sees_nothing_of_the_course(string endpoint, LinkPurpose purpose)
    {
        await BecomeActiveAndPressAsync();
        _engine.Provider.Answer = _ => new SendOutcome.NotReached("refused");
        await _engine.RunAsync();
        var told = await _engine.OpenAsync(endpoint, _engine.TokenFor(purpose), One.Value);
        _engine.Provider.Answer = _ => new SendOutcome.Accepted();
        await _engine.AdvanceToAsync(_engine.Clock.Now + Duration.FromMinutes(10));

        var gone = await _engine.OpenAsync(endpoint, _engine.TokenFor(purpose), One.Value);

        Assert.Equal((410, 410), (told.Response.StatusCode, gone.Response.StatusCode));
    }

    private async Task BecomeActiveAndAskAsync()
    {
        await _engine.BecomeActiveAsync();
        await AskAsync();
        await _engine.RunAsync();
    }

    private async Task BecomeActiveAndPressAsync()
    {
        await BecomeActiveAndAskAsync();
        await PressAsync();
    }

    private async Task MoveAsync(string from = People.Ana, string to = New)
    {
        await AskAsync(to, from);
        await _engine.RunAsync();
        Assert.Equal(ConfirmAddressOutcome.Confirmed, await PressAsync(to));
        await _engine.RunAsync();
    }

    private async Task AskAsync(string to = New, string from = People.Ana)
    {
        var places = await _engine.PlacesAsync(to);
        await _engine.Get<ChangeAddress>().HandleAsync(_engine.IdOf(from), People.Address(to), places);
    }

    private Task<ConfirmAddressOutcome> PressAsync(string to = New) =>
        _engine.Get<ConfirmAddress>().HandleAsync(_engine.IdOf(to));

    private async Task CrashBeforeAsync(string state)
    {
        _table.BeforeCommit = changes =>
            changes.Any(change => (change.Entity as TableEntity)?.GetString("State") == state)
                ? Task.FromException(new IOException("the process dies"))
                : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(_engine.RunAsync);
        _table.BeforeCommit = _ => Task.CompletedTask;
    }

    // Whatever their keys begin with.
    private IReadOnlyList<TableEntity> RowsOf(string email)
    {
        var id = _engine.IdOf(email);
        return [.. _engine.Table.Rows(id.Shard).Where(row => row.RowKey.EndsWith($"~{id}", StringComparison.Ordinal))];
    }
}
