using EmailCourse.Storage;
using Xunit;

namespace EmailCourse.Tests.Storage;

public sealed class ShardKeyTests
{
    [Fact]
    public void There_are_always_sixteen_shards_named_by_a_hex_digit() =>
        Assert.Equal("0123456789abcdef", string.Concat(ShardKey.All));

    [Fact]
    public void A_shard_reads_back_what_it_writes() =>
        Assert.All(ShardKey.All, shard => Assert.Equal(shard, ShardKey.Parse(shard.ToString())));

    [Theory]
    [InlineData("")]
    [InlineData("g")]
    [InlineData("A")]
    [InlineData("00")]
    [InlineData(" 0")]
    [InlineData("\u0660")]
    public void Anything_else_in_a_queue_message_is_refused(string text) =>
        Assert.Throws<FormatException>(() => ShardKey.Parse(text));
}
