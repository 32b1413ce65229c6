using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

/// <summary>What subscribers change about their own course, also while a lesson is on its way.</summary>
public sealed class OwnChoicesTests : IDisposable
{
    private static readonly Instant Eight = Instant.FromUtc(2026, 3, 28, 7, 0);
    private static readonly Duration Day = Duration.FromDays(1);

    private static readonly LessonSlug One = TestEngine.Lessons[0];
    private static readonly LessonSlug Two = TestEngine.Lessons[1];
    private static readonly LessonSlug Three = TestEngine.Lessons[2];

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task The_lesson_after_a_skipped_one_comes_at_its_time()
    {
        await _engine.BecomeActiveAsync();

        Assert.True(await SkipAsync(Two));
        await _engine.AdvanceToAsync(Eight);

        Assert.Equal([One.Value, Three.Value], Lessons());
        Assert.False((await _engine.SubscriberAsync()).Progress.HasReceived(Two));
    }

    [Fact]
    public async Task A_skip_is_taken_back_by_going_back()
    {
        await _engine.BecomeActiveAsync();
        var before = (await _engine.SubscriberAsync()).DueRow!.RowKey;

        await SkipAsync(Two);
        Assert.True(await GoBackAsync(Two));

        var after = await _engine.SubscriberAsync();
        Assert.Equal(before, after.DueRow!.RowKey);
        Assert.Empty(after.Progress.Skipped);
        Assert.Empty(after.Progress.PutBack);
    }

    [Fact]
    public async Task Skipping_twice_skips_once()
    {
        await _engine.BecomeActiveAsync();

        await SkipAsync(Two);

        Assert.False(await SkipAsync(Two));
        Assert.Equal(Three.Mail, (await _engine.SubscriberAsync()).Progress.Due!.Value.Mail);
    }

    [Fact]
    public async Task A_lesson_that_is_due_is_not_skipped()
    {
        await _engine.BecomeActiveAsync();
        _engine.Clock.Now = Eight;

        Assert.False(await SkipAsync(Two));
        await _engine.RunAsync();

        Assert.Equal([One.Value, Two.Value], Lessons());
    }

    [Fact]
    public async Task Skipping_the_last_lesson_completes_the_course_and_going_back_resumes_it()
    {
        await _engine.BecomeActiveAsync();
        foreach (var lesson in TestEngine.Lessons.Skip(1))
        {
            Assert.True(await SkipAsync(lesson));
        }

        Assert.Equal(SubscriberState.Completed, (await _engine.SubscriberAsync()).State);
        Assert.True(await GoBackAsync(TestEngine.Lessons[^1]));

        var subscriber = await _engine.SubscriberAsync();
        Assert.Equal(SubscriberState.Active, subscriber.State);
        Assert.Equal(new ScheduledMail(Eight, TestEngine.Lessons[^1].Mail), subscriber.Progress.Due);
    }

    [Fact]
    public async Task Going_back_brings_the_last_lesson_once_more_and_then_the_next()
    {
        await _engine.BecomeActiveAsync();

        Assert.True(await GoBackAsync(One));
        Assert.False(await GoBackAsync(One));
        await _engine.AdvanceToAsync(Eight + Day);

        Assert.Equal([One.Value, One.Value, Two.Value], Lessons());
    }

    [Fact]
    public async Task Who_goes_back_while_a_lesson_is_on_its_way_gets_that_one_once_and_then_the_one_before()
    {
        await _engine.BecomeActiveAsync();
        _engine.Provider.Meanwhile = _ => GoBackAsync(One);

        _engine.Clock.Now = Eight;
        await _engine.RunAsync();
        _engine.Provider.Meanwhile = _ => Task.CompletedTask;
        await _engine.AdvanceToAsync(Eight + 2 * Day);

        Assert.Equal([One.Value, Two.Value, One.Value, Three.Value], Lessons());
    }

    [Fact]
    public async Task Who_starts_over_while_a_lesson_is_on_its_way_gets_that_one_once_and_all_others_again()
    {
        await _engine.BecomeActiveAsync();
        await _engine.AdvanceToAsync(Eight);
        _engine.Provider.Meanwhile = _ => StartOverAsync();

        _engine.Clock.Now = Eight + Day;
        await _engine.RunAsync();
        _engine.Provider.Meanwhile = _ => Task.CompletedTask;
        await _engine.AdvanceToAsync(Eight + 4 * Day);

        Assert.Equal([One.Value, Two.Value, Three.Value, One.Value, Two.Value, TestEngine.Lessons[3].Value], Lessons());
    }

    [Fact]
    public async Task A_lesson_whose_answer_is_lost_is_neither_lost_nor_doubled_when_its_reader_starts_over()
    {
        await _engine.BecomeActiveAsync();
        _engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        _engine.Clock.Now = Eight;
        await _engine.RunAsync();
        _engine.Provider.Answer = _ => new SendOutcome.Accepted();

        await StartOverAsync();
        await _engine.AdvanceToAsync(Eight + 3 * Day);

        Assert.Equal([One.Value, One.Value, Two.Value, Three.Value], Lessons());
    }

    [Fact]
    public async Task Starting_over_after_the_end_begins_with_the_first_lesson_and_old_links_still_open()
    {
        await _engine.BecomeActiveAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + 60 * Day);

        await StartOverAsync();

        var subscriber = await _engine.SubscriberAsync();
        Assert.Equal((SubscriberState.Active, One.Mail), (subscriber.State, subscriber.Progress.Due!.Value.Mail));
        Assert.All(TestEngine.Lessons, lesson => Assert.True(subscriber.Progress.HasReceived(lesson)));
    }

    [Fact]
    public async Task The_last_lesson_is_sent_once_more_and_the_next_keeps_its_time()
    {
        await _engine.BecomeActiveAsync();

        Assert.True(await SendAgainAsync());
        Assert.False(await SendAgainAsync());
        await _engine.RunAsync();

        var subscriber = await _engine.SubscriberAsync();
        Assert.Equal(["confirm", One.Value, $"{One}.again"], _engine.MailsTo());
        Assert.Equal(new ScheduledMail(Eight, Two.Mail), subscriber.Progress.Due);
        Assert.Equal(One, Assert.Single(subscriber.Progress.Received));
    }

    [Fact]
    public async Task A_copy_on_its_way_is_not_sent_again_to_whoever_goes_back()
    {
        await _engine.BecomeActiveAsync();
        await SendAgainAsync();
        _engine.Provider.Meanwhile = _ => GoBackAsync(One);

        await _engine.RunAsync();
        _engine.Provider.Meanwhile = _ => Task.CompletedTask;
        await _engine.AdvanceToAsync(Eight);

        Assert.Equal(["confirm", One.Value, $"{One}.again", One.Value], _engine.MailsTo());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copy_leaves_a_pause_and_the_end_of_the_course_as_they_are(bool isPaused)
    {
        await _engine.BecomeActiveAsync();
        await (isPaused ? PauseAsync(null) : _engine.AdvanceToAsync(TestEngine.Start + 60 * Day));

        await SendAgainAsync();
        await _engine.RunAsync();

        var subscriber = await _engine.SubscriberAsync();
        Assert.Equal(isPaused ? SubscriberState.Paused : SubscriberState.Completed, subscriber.State);
        Assert.Null(subscriber.Progress.Due);
        Assert.EndsWith(".again", _engine.MailsTo()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_does_not_lose_a_copy_that_is_due()
    {
        await _engine.BecomeActiveAsync();

        await SendAgainAsync();
        await PauseAsync(7);
        await _engine.AdvanceToAsync(Eight + 7 * Day);

        Assert.Equal(["confirm", One.Value, $"{One}.again", Two.Value], _engine.MailsTo());
    }

    [Fact]
    public async Task A_week_s_pause_ends_at_the_same_hour_of_the_clock_across_daylight_saving()
    {
        await _engine.BecomeActiveAsync();
        _engine.Clock.Now = Eight - Duration.FromMinutes(30);

        await PauseAsync(7);

        Assert.Equal(Instant.FromUtc(2026, 4, 4, 6, 0), (await _engine.SubscriberAsync()).Progress.NextLessonAt);
    }

    [Fact]
    public async Task The_end_of_a_pause_makes_active_even_whoever_changes_something_in_that_moment()
    {
        await _engine.BecomeActiveAsync();
        await PauseAsync(3);
        _engine.Provider.Meanwhile = _ => RenameAsync("Ana");

        await _engine.AdvanceToAsync(Eight + 3 * Day);

        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync()).State);
        Assert.Equal([One.Value, Two.Value], Lessons());
    }

    [Fact]
    public async Task A_stop_can_be_taken_back_for_an_hour()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        _engine.Clock.Now += Duration.FromMinutes(59);

        Assert.True(await UndoStopAsync());
        await _engine.AdvanceToAsync(Eight);

        Assert.Equal([One.Value, Two.Value], Lessons());
    }

    [Fact]
    public async Task After_an_hour_a_stop_stays()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        _engine.Clock.Now += Duration.FromHours(1);

        Assert.False(await UndoStopAsync());
        Assert.Equal(SubscriberState.Unsubscribed, (await _engine.SubscriberAsync()).State);
    }

    [Fact]
    public async Task A_stop_before_confirming_cannot_be_taken_back()
    {
        await _engine.SignUpAsync();
        await _engine.UnsubscribeAsync();

        Assert.False(await UndoStopAsync());
    }

    [Fact]
    public async Task Of_an_erased_person_only_a_tombstone_remains_and_nobody_can_sign_them_up_again()
    {
        await _engine.BecomeActiveAsync();

        await _engine.Get<Erase>().HandleAsync(_engine.IdOf());
        await _engine.SignUpAsync();
        await _engine.AdvanceToAsync(Eight + 2 * Day);

        var left = _engine
            .Table.Rows(_engine.IdOf().Shard)
            .Where(row => row.RowKey.Contains(_engine.IdOf().ToString(), StringComparison.Ordinal));
        var tombstone = Assert.IsType<Tombstone>(SubscriberRow.Read(Assert.Single(left)));
        Assert.Equal(SuppressionReason.Erased, tombstone.Reason);
        Assert.Equal(["confirm", One.Value], _engine.MailsTo());
    }

    [Fact]
    public async Task Whoever_erases_while_a_lesson_is_on_its_way_leaves_nothing_behind()
    {
        await _engine.BecomeActiveAsync();
        _engine.Provider.Meanwhile = _ => _engine.Get<Erase>().HandleAsync(_engine.IdOf());

        await _engine.AdvanceToAsync(Eight + 2 * Day);

        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
        Assert.Empty(_engine.DueRows());
    }

    [Fact]
    public async Task Erasing_someone_unknown_leaves_no_trace()
    {
        await _engine.Get<Erase>().HandleAsync(_engine.IdOf());

        Assert.Empty(_engine.Snapshot());
    }

    [Theory]
    [InlineData(nameof(Pace.Daily), "2026-03-28T07:00:00Z")]
    [InlineData(nameof(Pace.EveryOtherDay), "2026-03-29T06:00:00Z")]
    [InlineData(nameof(Pace.Weekdays), "2026-03-30T06:00:00Z")]
    [InlineData(nameof(Pace.Weekly), "2026-04-03T06:00:00Z")]
    public async Task A_change_of_pace_counts_from_the_last_lesson(string pace, string next)
    {
        await _engine.BecomeActiveAsync();

        await PaceAsync(Enum.Parse<Pace>(pace));

        Assert.Equal(next, $"{(await _engine.SubscriberAsync()).Progress.NextLessonAt}");
    }

    [Fact]
    public async Task A_short_pause_never_brings_a_weekly_lesson_earlier()
    {
        await _engine.BecomeActiveAsync();
        await PaceAsync(Pace.Weekly);

        await PauseAsync(3);

        Assert.Equal(Eight + 6 * Day - Duration.FromHours(1), (await _engine.SubscriberAsync()).Progress.NextLessonAt);
    }

    [Fact]
    public async Task A_form_filled_in_after_a_stop_takes_its_undo_away_from_nobody()
    {
        await _engine.BecomeActiveAsync();
        var before = await _engine.SubscriberAsync();
        await _engine.UnsubscribeAsync();
        await _engine.SignUpAsync(schedule: People.Schedule("Asia/Kolkata", 22));
        await _engine.RunAsync();

        Assert.True(await UndoStopAsync());

        var after = await _engine.SubscriberAsync();
        Assert.Equal((before.State, before.Recipient), (after.State, after.Recipient));
        Assert.Equal(before.Progress.Due, after.Progress.Due);
        await _engine.AdvanceToAsync(Eight);
        Assert.Equal([One.Value, Two.Value], Lessons());
    }

    [Fact]
    public async Task Whoever_stops_once_more_instead_of_confirming_may_take_the_first_stop_back_for_an_hour()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await _engine.SignUpAsync();
        _engine.Clock.Now += Duration.FromMinutes(40);
        await _engine.UnsubscribeAsync();
        Assert.True(UndoUnsubscribe.IsPossible(await _engine.SubscriberAsync(), _engine.Clock.Now));

        _engine.Clock.Now += Duration.FromMinutes(20);

        Assert.False(await UndoStopAsync());
    }

    [Fact]
    public async Task Whoever_takes_back_a_stop_may_stop_and_come_back_although_a_stranger_signed_them_up_meanwhile()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await _engine.SignUpAsync();
        await _engine.RunAsync();
        await UndoStopAsync();
        await _engine.UnsubscribeAsync();
        var mails = _engine.MailsTo().Count;

        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Equal("confirm", Assert.Single(_engine.MailsTo().Skip(mails)));
    }

    [Theory]
    [InlineData(nameof(Pace.Weekly))]
    [InlineData(nameof(Pace.EveryOtherDay))]
    public async Task A_lesson_planned_for_tomorrow_stays_there_after_a_stop_that_was_taken_back_however_slow_the_pace(
        string pace
    )
    {
        await _engine.BecomeActiveAsync();
        await PaceAsync(Enum.Parse<Pace>(pace));
        await _engine.UnsubscribeAsync();
        await _engine.SignUpAsync();
        await _engine.ConfirmAsync(isFromTomorrow: true);

        await StopAndTakeItBackAsync();
    }

    [Fact]
    public async Task A_stop_taken_back_never_brings_two_lessons_within_half_a_day()
    {
        await _engine.BecomeActiveAsync();
        _engine.Provider.Meanwhile = async _ =>
        {
            await _engine.Get<ChangeSchedule>().HandleAsync(_engine.IdOf(), People.Schedule(hour: 9));
            await _engine.ChangeAsync(subscriber =>
                subscriber with
                {
                    Progress = subscriber.Progress.Awaiting(Two.Mail, Eight + Duration.FromHours(1)),
                }
            );
            await _engine.UnsubscribeAsync();
        };
        _engine.Clock.Now = Eight;
        await _engine.RunAsync();
        _engine.Provider.Meanwhile = _ => Task.CompletedTask;

        await UndoStopAsync();

        Assert.Equal(Eight + Day, (await _engine.SubscriberAsync()).Progress.NextLessonAt);
    }

    [Fact]
    public async Task Rows_of_stops_from_before_they_told_the_state_are_read_as_of_active_subscribers()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        var row = SubscriberRow.Write(await _engine.SubscriberAsync());
        row.Remove("StoppedFrom");

        Assert.Equal(SubscriberState.Active, Assert.IsType<Subscriber>(SubscriberRow.Read(row)).Stop!.From);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(null)]
    public async Task A_pause_lasts_as_long_after_a_stop_that_was_taken_back(int? days)
    {
        await _engine.BecomeActiveAsync();
        await PauseAsync(days);

        await StopAndTakeItBackAsync();
    }

    [Fact]
    public async Task A_first_lesson_chosen_for_tomorrow_does_not_come_today_after_a_stop_that_was_taken_back()
    {
        await _engine.SignUpAsync(schedule: People.Schedule(hour: 20));
        await _engine.RunAsync();
        await _engine.ConfirmAsync(isFromTomorrow: true);

        await StopAndTakeItBackAsync();
    }

    [Fact]
    public async Task Rows_from_before_there_was_a_pace_are_read_as_daily()
    {
        await _engine.BecomeActiveAsync();
        var row = SubscriberRow.Write(await _engine.SubscriberAsync());
        foreach (var column in new[] { "Pace", "Skipped", "PutBack", "StoppedAt", "LastRepeatAt" })
        {
            row.Remove(column);
        }

        var subscriber = Assert.IsType<Subscriber>(SubscriberRow.Read(row));

        Assert.Equal(Pace.Daily, subscriber.Recipient.Schedule.Pace);
        Assert.Empty(subscriber.Progress.Skipped);
    }

    // After which everything is as before.
    private async Task StopAndTakeItBackAsync()
    {
        var before = await _engine.SubscriberAsync();

        await _engine.UnsubscribeAsync();
        Assert.True(await UndoStopAsync());

        var after = await _engine.SubscriberAsync();
        Assert.Equal((before.State, before.Progress.Due), (after.State, after.Progress.Due));
    }

    private IEnumerable<string> Lessons() => _engine.MailsTo().Where(mail => new MailKey(mail).IsLesson);

    private Task<bool> SkipAsync(LessonSlug lesson) => _engine.Get<SkipLesson>().HandleAsync(_engine.IdOf(), lesson);

    private Task<bool> GoBackAsync(LessonSlug lesson) => _engine.Get<GoBack>().HandleAsync(_engine.IdOf(), lesson);

    private Task StartOverAsync() => _engine.Get<StartOver>().HandleAsync(_engine.IdOf());

    private Task<bool> SendAgainAsync() => _engine.Get<SendLastAgain>().HandleAsync(_engine.IdOf());

    private Task<bool> UndoStopAsync() => _engine.Get<UndoUnsubscribe>().HandleAsync(_engine.IdOf());

    private Task PaceAsync(Pace pace) =>
        _engine.Get<ChangeSchedule>().HandleAsync(_engine.IdOf(), People.Schedule() with { Pace = pace });

    private Task PauseAsync(int? days) =>
        days is { } some
            ? _engine.Get<Pause>().HandleAsync(_engine.IdOf(), some)
            : _engine.Get<Pause>().HandleAsync(_engine.IdOf());

    private Task RenameAsync(string name) => _engine.Get<ChangeFirstName>().HandleAsync(_engine.IdOf(), FirstName.Stored(name));
}
