using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Delivery;

/// <summary>
/// Whether a shard has work is told by one read over neighbouring keys: no other row's key may lie between them. What is due is
/// read by pages.
/// </summary>
public sealed class ShardWorkReaderTests
{
    private static readonly ShardKey Shard = ShardKey.All[0];
    private static readonly SubscriberId Id = SubscriberId.Parse(new string('0', 32));
    private static readonly Instant Now = TestEngine.Start;

    private readonly InMemoryTable _table = new();

    public static TheoryData<string> OtherRows { get; } =
    [
        ShardLease.RowKey,
        ShardRescheduler.RowKey,
        NewLessonPlanner.RowKey,
        IdKeyCheck.RowKey,
        SubscriberRow.Key(Id),
        CounterRow.KeyOf(Now, "people"),
        LastTickStore.RowKey,
        BrakeState.RowKey,
        new ScheduledMail(Now + Duration.FromMinutes(1), new("later")).RowKey(Id),
    ];

    public static TheoryData<string> WorkRows { get; } =
    [
        Batch.Key("0"),
        Batch.Key(new string('f', 32)),
        new ScheduledMail(Instant.FromUtc(2000, 1, 1, 0, 0), new("earliest")).RowKey(Id),
        new ScheduledMail(Now, new("zz")).RowKey(Id),
    ];

    [Theory]
    [MemberData(nameof(OtherRows))]
    public async Task No_other_row_is_taken_for_work(string rowKey) => Assert.False(await HasWorkWithAsync(rowKey));

    [Theory]
    [MemberData(nameof(WorkRows))]
    public async Task An_open_batch_and_a_due_row_are_work(string rowKey) => Assert.True(await HasWorkWithAsync(rowKey));

    [Theory]
    [InlineData(new[] { 600, 600 }, new[] { 600, 600 })]
    [InlineData(new[] { 300, 300, 300, 300 }, new[] { 900, 300 })]
    [InlineData(new[] { 300, 1500 }, new[] { 300, 1000, 500 })]
    [InlineData(new[] { 1000, 1 }, new[] { 1000, 1 })]
    public async Task No_page_ends_in_the_middle_of_a_mail_that_fits_into_one(int[] due, int[] pages) =>
        Assert.Equal(pages, await PagesAsync(due));

    [Fact]
    public async Task The_first_page_holds_one_fewer_beside_the_lease()
    {
        await ShardLease.BrakeAsync(_table, Shard, TestToken.Current);

        Assert.Equal([999, 2], await PagesAsync([1000, 1]));
    }

    private async Task<IReadOnlyList<int>> PagesAsync(int[] due)
    {
        foreach (var (count, number) in due.Select((count, number) => (count, number)))
        {
            await AddDueAsync(new MailKey($"lesson-{number}"), count);
        }

        var read = new List<int>();
        var reader = new ShardWorkReader(_table, new TestClock(Now));
        var work = await reader.ReadAsync(Shard, TestToken.Current);
        await foreach (var page in reader.ReadDueAsync(Shard, work, TestToken.Current))
        {
            read.Add(page.Rows.Count);
        }

        return read;
    }

    private async Task AddDueAsync(MailKey mail, int count)
    {
        foreach (var number in Enumerable.Range(0, count))
        {
            var recipient = People.Recipient(SubscriberId.Parse($"0{number:x31}"));
            var row = new DueRow(recipient, Progress.None.Awaiting(mail, Now)).ToRow();
            await new Transaction(Shard).Insert(row).CommitAsync(_table, TestToken.Current);
        }
    }

    private async Task<bool> HasWorkWithAsync(string rowKey)
    {
        await new Transaction(Shard).Insert(new TableEntity(Shard.ToString(), rowKey)).CommitAsync(_table, TestToken.Current);
        return await new ShardWorkReader(_table, new TestClock(Now)).HasWorkAsync(Shard, Now, TestToken.Current);
    }
}
