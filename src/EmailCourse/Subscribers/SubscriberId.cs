using EmailCourse.Storage;

namespace EmailCourse.Subscribers;

/// <summary>Identifies an email address without telling it: 16 bytes, written as 32 lower-case hex digits.</summary>
internal readonly record struct SubscriberId
{
    public const int Size = 16;

    private readonly string _hex;

    private SubscriberId(string hex) => _hex = hex;

    /// <summary>Stands in signed tokens that are of nobody.</summary>
    public static SubscriberId Nobody { get; } = FromBytes(new byte[Size]);

    /// <summary>The partition that holds everything about this subscriber.</summary>
    public ShardKey Shard => ShardKey.Parse(_hex[..1]);

    public static SubscriberId FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size
            ? new SubscriberId(Convert.ToHexStringLower(bytes))
            : throw new ArgumentException($"A subscriber id has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Parses an id from outside.</summary>
    public static bool TryParse(string? text, out SubscriberId id)
    {
        var valid = text is { Length: 2 * Size } && text.All(char.IsAsciiHexDigitLower);
        id = valid ? new SubscriberId(text!) : default;
        return valid;
    }

    /// <summary>Parses an id that this program wrote.</summary>
    /// <exception cref="FormatException">It is not 32 lower-case hex digits.</exception>
    public static SubscriberId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"Not a subscriber id: '{text}'.");

    public byte[] ToBytes() => Convert.FromHexString(_hex);

    public override string ToString() => _hex;
}
