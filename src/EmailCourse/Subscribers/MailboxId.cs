using EmailCourse.Storage;

namespace EmailCourse.Subscribers;

/// <summary>
/// Identifies the mailbox that several spellings of an address reach, such as <c>ana+news@example.org</c>, without telling it.
/// Only for counting unsolicited mail: whose course it is, the <see cref="SubscriberId"/> says.
/// </summary>
internal readonly record struct MailboxId
{
    private readonly SubscriberId _bytes;

    private MailboxId(SubscriberId bytes) => _bytes = bytes;

    public ShardKey Shard => _bytes.Shard;

    /// <exception cref="ArgumentException">It is not as long as a <see cref="SubscriberId"/>.</exception>
    public static MailboxId FromBytes(ReadOnlySpan<byte> bytes) => new(SubscriberId.FromBytes(bytes));

    /// <summary>Parses an id that this program wrote.</summary>
    /// <exception cref="FormatException">It is not 32 lower-case hex digits.</exception>
    public static MailboxId Parse(string text) => new(SubscriberId.Parse(text));

    public byte[] ToBytes() => _bytes.ToBytes();

    public override string ToString() => _bytes.ToString();
}
