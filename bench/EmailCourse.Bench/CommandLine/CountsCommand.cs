using System.CommandLine;
using System.Globalization;
using EmailCourse.Bench.Counts;

namespace EmailCourse.Bench.CommandLine;

/// <summary>Takes the counts and holds them to their limits.</summary>
internal sealed class CountsCommand : Command
{
    public CountsCommand()
        : base("counts", "Counts requests and calls, without any timing. Fails when one is over its limit.") =>
        SetAction(result => RunAsync(result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));

    /// <returns>The exit code: 1 when a count is over its limit.</returns>
    private static async Task<int> RunAsync(TextWriter output, TextWriter errors)
    {
        var counts = await CourseCounts.TakeAsync();
        foreach (var count in counts)
        {
            var value = count.Value.ToString("0.####", CultureInfo.InvariantCulture);
            await output.WriteLineAsync($"{value, 8}  {count.Name}");
        }

        var exceeded = CountLimits.Exceeded(counts, CountLimits.Agreed);
        foreach (var sentence in exceeded)
        {
            await errors.WriteLineAsync(sentence);
        }

        return exceeded.Count == 0 ? 0 : 1;
    }
}
