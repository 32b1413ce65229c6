using System.Globalization;

namespace EmailCourse.Bench.Stand;

/// <summary>How long a request takes on its way: evenly spread between two durations, which may be the same.</summary>
internal sealed record Latency(TimeSpan Least, TimeSpan Most)
{
    private readonly Random _random = new(1);

    public static Latency None { get; } = new(TimeSpan.Zero, TimeSpan.Zero);

    public bool IsNone => Most == TimeSpan.Zero;

    /// <summary>Parses <c>5ms</c>, <c>5ms-20ms</c> or <c>0</c>.</summary>
    /// <returns><see langword="null"/> if the text is none of these.</returns>
    public static Latency? Parse(string text)
    {
        var ends = text.Split('-').Select(Milliseconds).ToList();
        return ends.Count is 1 or 2 && ends[0] <= ends[^1] ? new Latency(ends[0]!.Value, ends[^1]!.Value) : null;
    }

    public Task PassAsync(CancellationToken cancellationToken) =>
        IsNone ? Task.CompletedTask : Task.Delay(Next(), cancellationToken);

    public override string ToString() =>
        IsNone ? "0"
        : Least == Most ? $"{Most.TotalMilliseconds:0.#}ms"
        : $"{Least.TotalMilliseconds:0.#}ms-{Most.TotalMilliseconds:0.#}ms";

    private TimeSpan Next()
    {
        lock (_random)
        {
            return Least + (Most - Least) * _random.NextDouble();
        }
    }

    private static TimeSpan? Milliseconds(string text)
    {
        var number =
            text.EndsWith("ms", StringComparison.Ordinal) ? text[..^2]
            : text == "0" ? text
            : "";
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
    }
}
