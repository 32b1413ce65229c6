using EmailCourse.Reports;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Reports;

public sealed class CourseReportReaderTests
{
    private static readonly Instant Today = Instant.FromUtc(2026, 3, 27, 12, 0);

    private readonly InMemoryTable _table = new();

    [Fact]
    public async Task A_course_nobody_knows_of_yet_has_an_empty_report()
    {
        var report = await ReadAsync();

        Assert.Empty(report.Mails);
        Assert.Equal(new PeopleNumbers(0, 0, 0, 0, 0, 0, 0), report.People);
    }

    [Fact]
    public async Task The_counters_of_all_shards_are_added_up()
    {
        foreach (var shard in ShardKey.All)
        {
            await CountAsync(shard, CounterRow.KeyOf(Today, "one"), CounterNames.Sent, CounterNames.Sent, CounterNames.SentAgain);
        }

        Assert.Equal([new MailNumbers("one", 32, 16, 0, 0)], (await ReadAsync()).Mails);
    }

    [Fact]
    public async Task The_counters_of_all_days_are_added_up()
    {
        await CountAsync(ShardKey.All[0], CounterRow.KeyOf(Today, "one"), CounterNames.Sent, CounterNames.Completed);
        await CountAsync(
            ShardKey.All[0],
            CounterRow.KeyOf(Today + Duration.FromDays(400), "one"),
            CounterNames.Sent,
            CounterNames.Late
        );

        Assert.Equal([new MailNumbers("one", 2, 0, 1, 1)], (await ReadAsync()).Mails);
    }

    [Fact]
    public async Task A_count_that_went_into_a_row_of_its_own_is_added_to_its_mail()
    {
        var key = CounterRow.KeyOf(Today, "one");
        await CountAsync(ShardKey.All[0], key, CounterNames.Sent);
        await CountAsync(ShardKey.All[0], key + "~0123456789abcdef0123456789abcdef", CounterNames.Sent);

        Assert.Equal([new MailNumbers("one", 2, 0, 0, 0)], (await ReadAsync()).Mails);
    }

    [Fact]
    public async Task Mails_are_told_apart_and_come_in_the_order_of_their_names()
    {
        foreach (var mail in new[] { "two", "confirm", "one" })
        {
            await CountAsync(ShardKey.All[0], CounterRow.KeyOf(Today, mail), CounterNames.Sent);
        }

        Assert.Equal(["confirm", "one", "two"], (await ReadAsync()).Mails.Select(mail => mail.Mail));
    }

    [Fact]
    public async Task What_people_did_is_no_mail()
    {
        await CountAsync(
            ShardKey.All[3],
            CounterRow.KeyOf(Today, "people"),
            CounterNames.SignedUp,
            CounterNames.SignedUp,
            CounterNames.Confirmed,
            CounterNames.Imported,
            CounterNames.Unsubscribed,
            CounterNames.Suppressed,
            CounterNames.Expired,
            CounterNames.Forgotten
        );

        var report = await ReadAsync();

        Assert.Empty(report.Mails);
        Assert.Equal(new PeopleNumbers(2, 1, 1, 1, 1, 1, 1), report.People);
    }

    [Fact]
    public async Task More_counters_than_one_page_holds_are_all_read()
    {
        for (var day = 0; day < 1100; day++)
        {
            await CountAsync(ShardKey.All[0], CounterRow.KeyOf(Today + Duration.FromDays(day), "one"), CounterNames.Sent);
        }

        Assert.Equal(1100, (await ReadAsync()).Mails.Single().Sent);
    }

    [Fact]
    public async Task The_report_tells_what_really_happened()
    {
        using var engine = new TestEngine();
        await engine.SignUpAsync(People.Ana);
        await engine.RunAsync();
        await engine.ConfirmAsync(People.Ana);
        await engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(60));

        var report = await engine.Get<CourseReportReader>().ReadAsync(TestToken.Current);

        Assert.Equal(TestEngine.Lessons.Count + 1, report.Mails.Sum(mail => mail.Sent));
        Assert.Equal(1, report.Mails.Single(mail => mail.Mail == TestEngine.Lessons[^1].Value).Completed);
        Assert.Equal(new PeopleNumbers(1, 1, 0, 0, 0, 0, 0), report.People);
    }

    private Task<CourseReport> ReadAsync() => new CourseReportReader(new CounterReader(_table)).ReadAsync(TestToken.Current);

    private async Task CountAsync(ShardKey shard, string rowKey, params string[] counted)
    {
        var counter = await CounterRow.ReadAsync(_table, shard, rowKey, TestToken.Current);
        var transaction = new Transaction(shard);
        counter.AddTo(transaction, counted);
        Assert.IsType<CommitResult.Committed>(await transaction.CommitAsync(_table, TestToken.Current));
    }
}
