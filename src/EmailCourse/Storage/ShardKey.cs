namespace EmailCourse.Storage;

/// <summary>A shard: one of sixteen table partitions, named by the first hex digit of the ids it holds.</summary>
public readonly record struct ShardKey
{
    private const string Digits = "0123456789abcdef";

    private readonly int _index;

    private ShardKey(int index) => _index = index;

    /// <summary>Every shard, in order.</summary>
    public static IReadOnlyList<ShardKey> All { get; } =
    [.. Enumerable.Range(0, Digits.Length).Select(index => new ShardKey(index))];

    /// <summary>Parses the lower-case hex digit that names a shard, as a queue message carries it.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is not one lower-case hex digit.</exception>
    public static ShardKey Parse(string text) =>
        text is [var digit] && Digits.IndexOf(digit, StringComparison.Ordinal) is >= 0 and var index
            ? new ShardKey(index)
            : throw new FormatException($"A shard is one lower-case hex digit, not '{text}'.");

    /// <summary>The partition key, and the text of a queue message.</summary>
    public override string ToString() => Digits[_index].ToString();
}
