using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Storage;

public sealed class CounterRowTests
{
    private static readonly ShardKey Shard = ShardKey.Parse("3");

    private readonly InMemoryTable _table = new();

    [Theory]
    [InlineData(23, 59, "stats~2026-03-27~people")]
    [InlineData(24, 0, "stats~2026-03-28~people")]
    public void A_row_counts_one_day_of_utc(int hour, int minute, string key) =>
        Assert.Equal(
            key,
            CounterRow.KeyOf(
                Instant.FromUtc(2026, 3, 27, 0, 0) + Duration.FromHours(hour) + Duration.FromMinutes(minute),
                "people"
            )
        );

    [Fact]
    public async Task The_first_counting_makes_the_row()
    {
        await CountAsync(await ReadAsync(), "Sent", "Sent", "Completed");

        Assert.Equal((2L, 1L), await CountsAsync());
    }

    [Fact]
    public async Task A_later_counting_adds_to_it()
    {
        await CountAsync(await ReadAsync(), "Sent");
        await CountAsync(await ReadAsync(), "Sent", "Completed");

        Assert.Equal((2L, 1L), await CountsAsync());
    }

    [Fact]
    public async Task A_counter_that_was_told_of_its_commit_needs_no_other_read()
    {
        var counter = await ReadAsync();
        for (var time = 0; time < 3; time++)
        {
            var committed = Assert.IsType<CommitResult.Committed>(await CountAsync(counter, "Sent"));
            counter.Counted(["Sent"], committed);
        }

        Assert.Equal((3L, 0L), await CountsAsync());
    }

    [Fact]
    public async Task Of_two_who_count_at_once_one_has_to_read_again()
    {
        var (one, other) = (await ReadAsync(), await ReadAsync());

        Assert.IsType<CommitResult.Committed>(await CountAsync(one, "Sent"));
        Assert.IsType<CommitResult.Conflict>(await CountAsync(other, "Sent"));
    }

    private Task<CounterRow> ReadAsync() => CounterRow.ReadAsync(_table, Shard, "stats~2026-03-27~x", TestToken.Current);

    private Task<CommitResult> CountAsync(CounterRow counter, params string[] counted)
    {
        var transaction = new Transaction(Shard);
        counter.AddTo(transaction, counted);
        return transaction.CommitAsync(_table, TestToken.Current);
    }

    private async Task<(long Sent, long Completed)> CountsAsync()
    {
        var row = await _table.FindAsync(Shard, "stats~2026-03-27~x", TestToken.Current);
        return (row!.GetInt64("Sent") ?? 0, row.GetInt64("Completed") ?? 0);
    }
}
