using EmailCourse.Storage;
using Xunit;

namespace EmailCourse.Tests.Engine.Contract;

public abstract partial class TableContract
{
    public static TheoryData<object> Values { get; } =
    [
        "text",
        "",
        " leading and trailing ",
        "Zoë 李 👋🏽 ‏עברית",
        "line\nbreak\t\"quoted\" <&>",
        0,
        int.MinValue,
        0L,
        long.MaxValue,
        0.1,
        -2.0,
        double.MaxValue,
        double.Epsilon,
        true,
        false,
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_comes_back_as_it_was_and_of_the_same_type(object value)
    {
        await InsertedAsync("a", value);

        var back = await ValueAsync("a");

        Assert.Equal(value, back);
        Assert.IsType(value.GetType(), back);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16_000)]
    [InlineData(TableLimits.PropertyBytes)]
    public async Task Bytes_come_back_as_they_were(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(number => (byte)number).ToArray();

        await InsertedAsync("a", bytes);

        Assert.Equal(bytes, (await FindAsync("a"))!.GetBinary("Value"));
    }

    [Fact]
    public async Task A_time_comes_back_as_the_same_instant()
    {
        var time = new DateTimeOffset(2026, 3, 29, 2, 30, 15, TimeSpan.FromHours(2)).AddTicks(1_234_567);

        await InsertedAsync("a", time);

        Assert.Equal(time.UtcTicks, (await FindAsync("a"))!.GetDateTimeOffset("Value")!.Value.UtcTicks);
    }

    [Fact]
    public async Task A_text_of_just_64_KiB_comes_back_as_it_was()
    {
        var text = new string('é', TableLimits.PropertyBytes / 2);

        await InsertedAsync("a", text);

        Assert.Equal(text, await ValueAsync("a"));
    }

    [Fact]
    public async Task A_column_without_value_is_as_if_it_were_not_there()
    {
        var row = Row("a");
        row["Value"] = null;
        await CommittedAsync(Change().Insert(row));

        Assert.Null((await FindAsync("a"))!.GetString("Value"));
    }

    [Fact]
    public async Task What_was_read_is_a_copy()
    {
        await InsertedAsync("a", "one");

        (await FindAsync("a"))!["Value"] = "changed in memory only";

        Assert.Equal("one", await ValueAsync("a"));
    }
}
