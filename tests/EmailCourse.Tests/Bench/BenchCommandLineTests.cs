using EmailCourse.Bench;
using EmailCourse.Bench.Stand;
using Xunit;

namespace EmailCourse.Tests.Bench;

/// <summary>What the bench says to options that it cannot use.</summary>
public sealed class BenchCommandLineTests
{
    [Theory]
    [InlineData("delivery --latency soon", "--latency needs a time such as 5ms, 5ms-20ms or 0.")]
    [InlineData("delivery --latency 20ms-5ms", "--latency needs a time such as 5ms, 5ms-20ms or 0.")]
    [InlineData("delivery --mail-latency 5", "--mail-latency needs a time such as 5ms, 5ms-20ms or 0.")]
    [InlineData("delivery --subscribers 0", "--subscribers needs a number from 1 to 10000000.")]
    [InlineData("delivery --lessons-due 14", "--lessons-due needs a number from 1 to 13.")]
    [InlineData("signup --storage disk", "--storage needs memory, sqlite, or a connection string")]
    [InlineData("render --rounds many", "--rounds needs a number from 1 to 100.")]
    public async Task A_value_that_means_nothing_is_answered_with_what_would(string line, string sentence)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var exitCode = await BenchCommandLine.RunAsync(line.Split(' '), output, errors);

        Assert.Equal(2, exitCode);
        Assert.Contains(sentence, errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0ms", "0")]
    [InlineData("5ms", "5ms")]
    [InlineData("2.5ms-20ms", "2.5ms-20ms")]
    public void A_latency_is_written_as_it_is_read(string text, string written) =>
        Assert.Equal(written, $"{Latency.Parse(text)}");
}
