using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine.Contract;
using Xunit;

namespace EmailCourse.IntegrationTests.Storage;

/// <summary>The emulator keeps the contract that the table in memory keeps, so what is tested there is true here.</summary>
public sealed class CourseTableTests(Emulator emulator) : TableContract, IAsyncLifetime
{
    private CourseTable _table = null!;

    private protected override ICourseTable Table => _table;

    public async ValueTask InitializeAsync() => _table = new CourseTable(await emulator.TableAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_range_beyond_a_thousand_rows_is_read_page_by_page_in_order_and_without_its_neighbours()
    {
        var cancel = TestContext.Current.CancellationToken;
        var shard = ShardKey.Parse("c");
        string[] expected = [.. Enumerable.Range(0, 2345).Select(number => $"due~{number:D4}")];
        foreach (var chunk in expected.Append("dud~").Append("duf~").Chunk(TableLimits.Operations))
        {
            var transaction = new Transaction(shard);
            foreach (var key in chunk)
            {
                transaction.Insert(new TableEntity(shard.ToString(), key));
            }

            Assert.IsType<CommitResult.Committed>(await transaction.CommitAsync(_table, cancel));
        }

        var sizes = new List<int>();
        var keys = new List<string>();
        await foreach (var page in _table.PagesAsync(shard, RowRange.StartingWith("due~"), pageSize: 1000, cancel))
        {
            sizes.Add(page.Count);
            keys.AddRange(page.Select(row => row.RowKey));
        }

        Assert.Equal([1000, 1000, 345], sizes);
        Assert.Equal(expected, keys);
    }
}
