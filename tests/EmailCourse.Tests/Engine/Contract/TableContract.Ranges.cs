using EmailCourse.Storage;
using Xunit;

namespace EmailCourse.Tests.Engine.Contract;

public abstract partial class TableContract
{
    [Fact]
    public async Task A_range_holds_its_beginning_but_not_its_end()
    {
        await InsertedAsync(["a", "b", "c", "d"]);

        Assert.Equal(["b", "c"], await ReadAsync("b", "d"));
    }

    [Fact]
    public async Task Rows_come_in_the_ordinal_order_of_their_keys()
    {
        await InsertedAsync(["b", "B", "a~1", "a-1", "a10", "a9", "Z", "é", "z"]);

        Assert.Equal(["B", "Z", "a-1", "a10", "a9", "a~1", "b", "z", "é"], await ReadAsync("", "\u00FF"));
    }

    [Fact]
    public async Task Keys_are_compared_by_their_UTF_16_code_units()
    {
        await InsertedAsync(["\uFF5E", "\U0001F600", "\uD7FF"]);

        Assert.Equal(["\uD7FF", "\U0001F600", "\uFF5E"], await ReadAsync("", "\uFFFF"));
    }

    [Fact]
    public async Task A_limit_takes_the_first_rows()
    {
        await InsertedAsync(["c", "a", "b"]);

        Assert.Equal(["a", "b"], await ReadAsync("a", "z", atMost: 2));
    }

    [Fact]
    public async Task A_range_without_rows_is_empty() => Assert.Empty(await ReadAsync("a", "z"));

    [Fact]
    public async Task The_key_after_another_excludes_that_one_and_nothing_else()
    {
        await InsertedAsync(["a", "a0", "a~", "b"]);

        Assert.Equal(["a0", "a~", "b"], await ReadAsync(RowRange.After("a"), "z"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_hold_every_row_once_whatever_their_size(int pageSize)
    {
        string[] keys = ["a", "b", "c", "d", "e", "f"];
        await InsertedAsync(keys);

        var pages = await PagesAsync(pageSize);

        Assert.Equal(keys, pages.SelectMany(page => page));
        Assert.All(pages, page => Assert.InRange(page.Count, 1, pageSize));
    }

    [Fact]
    public async Task A_row_that_leaves_while_pages_are_read_takes_no_other_with_it()
    {
        await InsertedAsync(["a", "b", "c", "d"]);
        var seen = new List<string>();

        await foreach (var page in Table.PagesAsync(Shard, Mine(), 2, Token))
        {
            seen.AddRange(page.Select(row => row.RowKey[_prefix.Length..]));
            await CommittedAsync(Change().Delete(page[0].RowKey, page[0].ETag));
        }

        Assert.Equal(["a", "b", "c", "d"], seen);
    }

    [Fact]
    public async Task Rows_read_by_range_carry_their_version_and_values()
    {
        var version = await InsertedAsync("a", "one");

        var row = Assert.Single(await Table.ReadAsync(Shard, Mine(), 10, Token));

        Assert.Equal(version, row.ETag);
        Assert.Equal("one", row["Value"]);
    }

    private RowRange Mine() => RowRange.StartingWith(_prefix);

    private async Task InsertedAsync(string[] keys)
    {
        foreach (var key in keys)
        {
            await InsertedAsync(key, "x");
        }
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string from, string before, int atMost = 1000) =>
        [
            .. (await Table.ReadAsync(Shard, new RowRange(_prefix + from, _prefix + before), atMost, Token)).Select(row =>
                row.RowKey[_prefix.Length..]
            ),
        ];

    private async Task<List<List<string>>> PagesAsync(int pageSize)
    {
        var pages = new List<List<string>>();
        await foreach (var page in Table.PagesAsync(Shard, Mine(), pageSize, Token))
        {
            pages.Add([.. page.Select(row => row.RowKey[_prefix.Length..])]);
        }

        return pages;
    }
}
