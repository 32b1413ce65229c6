using Azure.Data.Tables;
using EmailCourse.Answers;
using EmailCourse.Course;
using EmailCourse.Reports;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Answers;

public sealed class AnswerStoreTests : IDisposable
{
    private static readonly LessonSlug Lesson = TestEngine.Lessons[3];

    private readonly TestEngine _engine;
    private readonly InterferingTable _table;

    public AnswerStoreTests() => _engine = InterferingTable.CreateEngine(out _table);

    private AnswerStore Answers => _engine.Get<AnswerStore>();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Answers_of_different_mails_are_added_up_by_lesson()
    {
        await Answers.TryCountAsync(Ticket(1), LessonAnswer.Yes);
        await Answers.TryCountAsync(Ticket(2), LessonAnswer.Yes);
        await Answers.TryCountAsync(Ticket(3), LessonAnswer.ALittle);
        await Answers.TryCountAsync(Ticket(4), LessonAnswer.NotToday);
        await Answers.TryCountAsync(Ticket(5) with { Lesson = TestEngine.Lessons[5] }, LessonAnswer.NotToday);

        Assert.Equal(new AnswerNumbers(2, 1, 1), await CountedAsync(Lesson));
        Assert.Equal(new AnswerNumbers(0, 0, 1), await CountedAsync(TestEngine.Lessons[5]));
    }

    [Fact]
    public async Task A_mail_counts_once_whatever_is_pressed_afterwards()
    {
        Assert.True(await Answers.TryCountAsync(Ticket(1), LessonAnswer.Yes));
        var before = _engine.Snapshot();

        Assert.False(await Answers.TryCountAsync(Ticket(1), LessonAnswer.Yes));
        Assert.False(await Answers.TryCountAsync(Ticket(1), LessonAnswer.NotToday));

        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task Two_presses_at_the_same_moment_count_once()
    {
        _table.BeforeCommit = _ => Answers.TryCountAsync(Ticket(1), LessonAnswer.NotToday);

        Assert.False(await Answers.TryCountAsync(Ticket(1), LessonAnswer.Yes));

        Assert.Equal(new AnswerNumbers(0, 0, 1), await CountedAsync(Lesson));
    }

    [Fact]
    public async Task Whoever_is_overtaken_by_others_is_counted_after_them()
    {
        var other = 10;
        _table.BeforeCommit = _ => other < 12 ? Answers.TryCountAsync(Ticket(other++), LessonAnswer.Yes) : Task.CompletedTask;

        Assert.True(await Answers.TryCountAsync(Ticket(1), LessonAnswer.Yes));

        Assert.Equal(new AnswerNumbers(3, 0, 0), await CountedAsync(Lesson));
        Assert.Single(Rows("stats~"));
    }

    [Fact]
    public async Task Where_others_are_always_faster_an_answer_is_counted_in_a_row_of_its_own()
    {
        var other = 10;
        _table.BeforeCommit = changes =>
            changes.Any(change => change.Entity.RowKey.EndsWith("~answers", StringComparison.Ordinal))
                ? Answers.TryCountAsync(Ticket(other++), LessonAnswer.Yes)
                : Task.CompletedTask;

        Assert.True(await Answers.TryCountAsync(Ticket(1), LessonAnswer.Yes));

        Assert.Equal(new AnswerNumbers(4, 0, 0), await CountedAsync(Lesson));
        Assert.Equal(2, Rows("stats~").Count);
    }

    [Fact]
    public async Task A_press_whose_answer_was_lost_is_not_counted_again()
    {
        var isLost = true;
        _table.BeforeCommit = async _ =>
        {
            if (isLost)
            {
                isLost = false;
                await Answers.TryCountAsync(Ticket(1), LessonAnswer.Yes);
                throw new TimeoutException();
            }
        };
        await Assert.ThrowsAsync<TimeoutException>(() => Answers.TryCountAsync(Ticket(1), LessonAnswer.Yes));

        Assert.False(await Answers.TryCountAsync(Ticket(1), LessonAnswer.Yes));

        Assert.Equal(new AnswerNumbers(1, 0, 0), await CountedAsync(Lesson));
    }

    [Fact]
    public async Task What_is_stored_of_an_answer_tells_neither_the_reader_nor_the_day_of_the_mail()
    {
        _engine.Clock.Now = Instant.FromUtc(2026, 4, 20, 13, 37);

        await Answers.TryCountAsync(Ticket(1), LessonAnswer.NotToday);

        var answer = Assert.Single(Rows("answer~"));
        Assert.Equal(["PartitionKey", "RowKey", "Until"], Columns(answer));
        Assert.Equal($"answer~{Ticket(1).Number}", answer.RowKey);
        Assert.Equal(Instant.FromUtc(2026, 5, 21, 0, 0), answer.GetInstant("Until"));
        var counter = Assert.Single(Rows("stats~"));
        Assert.Equal($"stats~2026-04-01~{Lesson}~answers", counter.RowKey);
        Assert.Equal(["AnsweredNotToday", "PartitionKey", "RowKey"], Columns(counter));
    }

    [Fact]
    public async Task Deliveries_that_count_do_not_hold_up_answers()
    {
        _engine.Clock.Now = Instant.FromUtc(2026, 4, 1, 6, 0);
        await _engine.CrowdAsync(40, shard: '1', mail: Lesson.Mail);
        await Answers.TryCountAsync(new(new string('1', 32), Lesson), LessonAnswer.Yes);

        await _engine.RunAsync();

        Assert.Equal(40, _engine.Counted(Lesson.Value, CounterNames.Sent));
        Assert.Equal(new AnswerNumbers(1, 0, 0), await CountedAsync(Lesson));
    }

    [Fact]
    public async Task Once_no_link_of_the_mail_works_any_more_its_row_is_deleted_and_the_count_stays()
    {
        await Answers.TryCountAsync(Ticket(1), LessonAnswer.Yes);
        var end = AnswerTicket.EndAfter(_engine.Clock.Now);

        await SweepAsync(end - Duration.Epsilon);
        Assert.Single(Rows("answer~"));

        await SweepAsync(end);
        Assert.Empty(Rows("answer~"));
        Assert.Equal(new AnswerNumbers(1, 0, 0), await CountedAsync(Lesson));
    }

    [Fact]
    public async Task However_many_there_are_all_old_rows_are_deleted_and_no_other()
    {
        for (var number = 0; number < 250; number++)
        {
            _engine.Clock.Now = TestEngine.Start + Duration.FromDays(number % 2);
            await Answers.TryCountAsync(new($"a{number:x31}", Lesson), LessonAnswer.Yes);
        }

        await SweepAsync(AnswerTicket.EndAfter(TestEngine.Start));

        Assert.Equal(125, Rows("answer~").Count);
    }

    private static AnswerTicket Ticket(int number) => new($"a{number:x31}", Lesson);

    private async Task SweepAsync(Instant at)
    {
        _engine.Clock.Now = at;
        await _engine.Get<RetentionSweeper>().SweepAsync(Ticket(0).Shard, TestToken.Current);
    }

    private async Task<AnswerNumbers> CountedAsync(LessonSlug lesson) =>
        (await _engine.Get<CourseReportReader>().ReadAsync(TestToken.Current))
            .Mails.Single(mail => mail.Mail == lesson.Value)
            .Answers;

    private List<TableEntity> Rows(string prefix) =>
        [.. ShardKey.All.SelectMany(_engine.Table.Rows).Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal))];

    private static IEnumerable<string> Columns(TableEntity row) =>
        row.Keys.Where(column => column is not ("odata.etag" or "Timestamp")).Order(StringComparer.Ordinal);
}
