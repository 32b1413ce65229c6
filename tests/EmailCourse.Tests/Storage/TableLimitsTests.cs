using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using Xunit;

namespace EmailCourse.Tests.Storage;

public sealed class TableLimitsTests
{
    private static readonly ShardKey Shard = ShardKey.Parse("0");

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Up_to_100_operations_pass(int count) => Check(Rows(count));

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void None_or_more_than_100_operations_are_refused(int count) => Refused("1 to 100 operations", Rows(count));

    [Fact]
    public void Another_partition_is_refused() => Refused("one partition", new TableEntity("1", "a"));

    [Fact]
    public void A_row_that_appears_twice_is_refused() =>
        Refused("appears twice", new TableEntity("0", "a"), new TableEntity("0", "a"));

    [Fact]
    public void Up_to_252_properties_pass() => Check(WithProperties(252, _ => 1));

    [Fact]
    public void More_than_252_properties_are_refused() => Refused("at most 252 properties", WithProperties(253, _ => 1));

    [Fact]
    public void What_the_service_adds_counts_as_no_property()
    {
        var row = WithProperties(252, _ => 1);
        row["Timestamp"] = DateTimeOffset.UnixEpoch;
        row["odata.etag"] = "x";

        Check(row);
    }

    [Fact]
    public void A_text_of_64_KiB_passes() => Check(WithProperties(1, _ => new string('x', 32 * 1024)));

    [Fact]
    public void A_text_over_64_KiB_is_refused() =>
        Refused("at most 65536 bytes", WithProperties(1, _ => new string('x', 32 * 1024 + 1)));

    [Fact]
    public void Bytes_of_64_KiB_pass() => Check(WithProperties(1, _ => new byte[64 * 1024]));

    [Fact]
    public void Bytes_over_64_KiB_are_refused() =>
        Refused("at most 65536 bytes", WithProperties(1, _ => new byte[64 * 1024 + 1]));

    [Fact]
    public void A_row_just_under_1_MiB_passes() => Check(WithProperties(15, _ => new byte[64 * 1024]));

    [Fact]
    public void A_row_over_1_MiB_is_refused() =>
        Refused("A row is at most 1048576 bytes", WithProperties(16, _ => new byte[64 * 1024]));

    [Fact]
    public void A_transaction_over_4_MiB_is_refused() =>
        Refused(
            "A transaction is at most 4194304 bytes",
            [.. Enumerable.Range(0, 5).Select(number => WithProperties(15, _ => new byte[64 * 1024], $"{number}"))]
        );

    [Fact]
    public void A_key_of_1_KiB_passes() => Check(new TableEntity("0", new string('k', 512)));

    [Fact]
    public void A_key_over_1_KiB_is_refused() =>
        Refused("row key is at most 1024 bytes", new TableEntity("0", new string('k', 513)));

    [Theory]
    [InlineData("/")]
    [InlineData("\\")]
    [InlineData("#")]
    [InlineData("?")]
    [InlineData("\u0001")]
    [InlineData("\u0085")]
    public void A_forbidden_character_in_a_key_is_refused(string character) =>
        Refused("A row key holds no", new TableEntity("0", $"a{character}b"));

    [Fact]
    public void A_type_that_would_come_back_as_another_is_refused() =>
        Refused("Value0: Guid is not stored", WithProperties(1, _ => Guid.Empty));

    [Fact]
    public void A_row_of_another_class_is_refused()
    {
        var change = new TableTransactionAction(TableTransactionActionType.Add, new OtherEntity());

        Assert.Contains(
            "written as TableEntity",
            Assert.Throws<TableLimitException>(() => TableLimits.Check(Shard, [change])).Message,
            StringComparison.Ordinal
        );
    }

    private static void Check(params TableEntity[] rows) =>
        TableLimits.Check(Shard, [.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))]);

    private static void Refused(string reason, params TableEntity[] rows) =>
        Assert.Contains(reason, Assert.Throws<TableLimitException>(() => Check(rows)).Message, StringComparison.Ordinal);

    private static TableEntity[] Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new TableEntity("0", $"{number}"))];

    private static TableEntity WithProperties(int count, Func<int, object> value, string key = "a")
    {
        var row = new TableEntity("0", key);
        for (var number = 0; number < count; number++)
        {
            row[$"Value{number}"] = value(number);
        }

        return row;
    }

    private sealed class OtherEntity : ITableEntity
    {
        public string PartitionKey { get; set; } = "0";

        public string RowKey { get; set; } = "a";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }
    }
}
