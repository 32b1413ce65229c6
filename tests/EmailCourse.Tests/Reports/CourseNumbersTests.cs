using System.IO.Compression;
using EmailCourse.Answers;
using EmailCourse.Reports;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Reports;

public sealed class CourseNumbersTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_course_without_people_has_twelve_weeks_of_nothing()
    {
        var numbers = await ReadAsync();

        Assert.Equal(CourseNumbersReader.Days, numbers.Days.Count);
        Assert.Equal(new DayNumbers(new DateOnly(2026, 3, 27), 0, 0, 0, 0, 0, 0), numbers.Days[^1]);
        Assert.Empty(numbers.States);
        Assert.Empty(numbers.Zones);
    }

    [Fact]
    public async Task What_people_did_stands_at_its_day()
    {
        await _engine.BecomeActiveAsync("ana@example.org");
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(1));
        await _engine.SignUpAsync("ben@example.org");
        await _engine.UnsubscribeAsync("ana@example.org");

        var days = (await ReadAsync()).Days;

        Assert.Equal(new DayNumbers(new DateOnly(2026, 3, 27), 1, 1, 0, 2, 0, 0), days[^2]);
        Assert.Equal(new DayNumbers(new DateOnly(2026, 3, 28), 1, 0, 1, 1, 0, 0), days[^1]);
    }

    [Fact]
    public async Task What_lies_more_than_twelve_weeks_back_is_in_the_sums_alone()
    {
        await _engine.BecomeActiveAsync();
        _engine.Clock.Now += Duration.FromDays(CourseNumbersReader.Days);

        var numbers = await ReadAsync();

        Assert.Equal(0, numbers.Days.Sum(day => day.SignedUp));
        Assert.Equal(1, numbers.Report.People.SignedUp);
    }

    [Fact]
    public async Task People_are_counted_by_state_and_those_with_lessons_ahead_by_hour_and_zone()
    {
        await _engine.BecomeActiveAsync("active@example.org", People.Schedule("Europe/Berlin", 7));
        await _engine.BecomeActiveAsync("paused@example.org", People.Schedule("Asia/Kathmandu", 20));
        await _engine.Get<Pause>().HandleAsync(_engine.IdOf("paused@example.org"));
        await _engine.BecomeActiveAsync("other@example.org", People.Schedule("Europe/Berlin", 7));
        await _engine.BecomeActiveAsync("stopped@example.org");
        await _engine.UnsubscribeAsync("stopped@example.org");
        await _engine.BecomeActiveAsync("gone@example.org");
        await _engine.SuppressAsync("gone@example.org");
        await _engine.SignUpAsync("pending@example.org");

        var numbers = await ReadAsync();

        Assert.Equal(
            [
                new("Active", IsSuppressed: false, 2),
                new("Paused", IsSuppressed: false, 1),
                new("Pending", IsSuppressed: false, 1),
                new("Unsubscribed", IsSuppressed: false, 1),
                new StateNumbers("bounced", IsSuppressed: true, 1),
            ],
            numbers.States
        );
        Assert.Equal(["Europe/Berlin", "Asia/Kathmandu"], numbers.Zones.Select(zone => zone.Zone));
        Assert.Equal((2, 2), (numbers.Zones[0].Count, numbers.Zones[0].Hours[7]));
        Assert.Equal((1, 1), (numbers.Zones[1].Count, numbers.Zones[1].Hours[20]));
    }

    [Fact]
    public async Task A_pause_and_a_stop_count_for_the_lesson_that_came_last()
    {
        await _engine.BecomeActiveAsync("pauses@example.org");
        await _engine.BecomeActiveAsync("stops@example.org");
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(1));
        await _engine.Get<Pause>().HandleAsync(_engine.IdOf("pauses@example.org"), days: 3);
        await _engine.Get<Pause>().HandleAsync(_engine.IdOf("pauses@example.org"), days: 7);
        await _engine.UnsubscribeAsync("stops@example.org");

        var second = Lesson(await ReadAsync(), 1);

        Assert.Equal((2, 1, 1), (second.Sent, second.PausedAfter, second.StoppedAfter));
    }

    [Fact]
    public async Task Whoever_stops_while_paused_counts_as_both()
    {
        await _engine.BecomeActiveAsync();
        await _engine.Get<Pause>().HandleAsync(_engine.IdOf());
        await _engine.UnsubscribeAsync();

        var first = Lesson(await ReadAsync(), 0);

        Assert.Equal((1, 1), (first.PausedAfter, first.StoppedAfter));
    }

    [Fact]
    public async Task Whoever_stops_before_the_first_lesson_or_after_the_last_stops_after_none()
    {
        await _engine.SignUpAsync("early@example.org");
        await _engine.RunAsync();
        await _engine.ConfirmAsync("early@example.org", isFromTomorrow: true);
        await _engine.UnsubscribeAsync("early@example.org");
        await _engine.BecomeActiveAsync("late@example.org");
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(TestEngine.Lessons.Count));
        await _engine.UnsubscribeAsync("late@example.org");

        var numbers = await ReadAsync();

        Assert.Equal(2, numbers.Report.People.Unsubscribed);
        Assert.Equal(0, numbers.Report.Mails.Sum(mail => mail.StoppedAfter));
    }

    [Fact]
    public async Task Whoever_says_never_again_or_calls_it_spam_has_stopped_too()
    {
        await _engine.BecomeActiveAsync("refuses@example.org");
        await _engine.Get<Refuse>().HandleAsync(_engine.IdOf("refuses@example.org"), MailboxOf("refuses@example.org"));
        await _engine.BecomeActiveAsync("complains@example.org");
        await _engine.SuppressAsync("complains@example.org", SuppressionReason.Complained);
        await _engine.BecomeActiveAsync("bounces@example.org");
        await _engine.SuppressAsync("bounces@example.org");

        Assert.Equal(2, Lesson(await ReadAsync(), 0).StoppedAfter);
    }

    [Fact]
    public async Task A_stop_that_is_taken_back_was_none()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        Assert.True(await _engine.Get<UndoUnsubscribe>().HandleAsync(_engine.IdOf()));

        var numbers = await ReadAsync();

        Assert.Equal((0, 0), (Lesson(numbers, 0).StoppedAfter, numbers.Days[^1].Stopped));
    }

    [Fact]
    public async Task Answers_are_told_when_their_month_is_over_and_only_where_there_are_five()
    {
        await AnswerAsync(0, 5);
        await AnswerAsync(1, 4);
        Assert.Equal(0, Lesson(await ReadAsync(), 0).Answers.Total);

        _engine.Clock.Now += Duration.FromDays(10);
        await AnswerAsync(0, 2);

        var numbers = await ReadAsync();
        Assert.Equal(new AnswerNumbers(5, 0, 0), Lesson(numbers, 0).Answers);
        Assert.Equal(0, Lesson(numbers, 1).Answers.Total);
    }

    [Fact]
    public async Task Numbers_that_an_older_program_kept_are_counted_anew()
    {
        using var packed = new MemoryStream();
        using (var json = new GZipStream(packed, CompressionLevel.Fastest))
        {
            json.Write("""{"Report":{"Mails":[],"People":null},"Days":[],"States":[],"Zones":[]}"""u8);
        }

        var shard = ShardKey.All[0];
        var row = new CountedNumbers(await ReadAsync(), TestEngine.Start, Duration.FromSeconds(6)).ToRow(shard);
        row["Numbers"] = packed.ToArray();
        await new Transaction(shard).Put(row).CommitAsync(_engine.Table, TestToken.Current);

        var read = await _engine.Get<CourseNumbersCache>().ReadAsync(TestToken.Current);

        Assert.Equal(CourseNumbersReader.Days, read.Numbers.Days.Count);
    }

    [Fact]
    public async Task Numbers_are_kept_for_a_quarter_of_an_hour_and_reading_them_writes_nothing()
    {
        var cache = _engine.Get<CourseNumbersCache>();
        var rows = _engine.Snapshot();
        await cache.ReadAsync(TestToken.Current);
        await _engine.SignUpAsync();
        var after = _engine.Snapshot();

        _engine.Clock.Now += Duration.FromMinutes(14);
        Assert.Equal(0, (await cache.ReadAsync(TestToken.Current)).Numbers.Report.People.SignedUp);
        _engine.Clock.Now += Duration.FromMinutes(1);
        Assert.Equal(1, (await cache.ReadAsync(TestToken.Current)).Numbers.Report.People.SignedUp);

        Assert.Empty(rows);
        Assert.Equal(after, _engine.Snapshot());
    }

    [Fact]
    public async Task Whoever_counts_again_counts_for_every_instance()
    {
        using var other = new TestEngine(_engine.Table, also: null);
        await other.Get<CourseNumbersCache>().ReadAsync(TestToken.Current);
        await _engine.SignUpAsync();
        _engine.Clock.Now += Duration.FromSeconds(1);
        await _engine.Get<CourseNumbersCache>().CountAsync();
        other.Clock.Now = _engine.Clock.Now;

        var read = await other.Get<CourseNumbersCache>().ReadAsync(TestToken.Current);

        Assert.Equal((1, _engine.Clock.Now), (read.Numbers.Report.People.SignedUp, read.At));
    }

    [Fact]
    public async Task What_took_long_to_count_is_shown_however_old_it_is()
    {
        var counted = new CountedNumbers(await ReadAsync(), TestEngine.Start, Duration.FromSeconds(6));
        var shard = ShardKey.All[0];
        await new Transaction(shard).Put(counted.ToRow(shard)).CommitAsync(_engine.Table, TestToken.Current);
        _engine.Clock.Now += Duration.FromDays(3);

        Assert.Equal(TestEngine.Start, (await _engine.Get<CourseNumbersCache>().ReadAsync(TestToken.Current)).At);
    }

    private MailboxId MailboxOf(string email) => _engine.Get<SubscriberIdFactory>().MailboxOf(People.Address(email));

    private async Task AnswerAsync(int lesson, int readers)
    {
        for (var reader = 0; reader < readers; reader++)
        {
            var ticket = new AnswerTicket(_engine.Get<IIdGenerator>().NewId(), TestEngine.Lessons[lesson]);
            await _engine.Get<AnswerStore>().TryCountAsync(ticket, LessonAnswer.Yes);
        }
    }

    private static MailNumbers Lesson(CourseNumbers numbers, int index) =>
        numbers.Report.Mails.Single(mail => mail.Mail == TestEngine.Lessons[index].Value);

    private Task<CourseNumbers> ReadAsync() => _engine.Get<CourseNumbersReader>().ReadAsync(TestToken.Current);
}
