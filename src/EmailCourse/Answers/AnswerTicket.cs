using System.Text;
using EmailCourse.Course;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Answers;

/// <summary>What lets a mail be answered once: a random number, and the lesson that the mail is. It names nobody.</summary>
/// <param name="Number">32 lower-case hex digits, drawn when the mail was made.</param>
internal readonly record struct AnswerTicket(string Number, LessonSlug Lesson)
{
    private const int Days = 30;
    private const int NumberBytes = 16;

    /// <summary>Of the number and not of the reader, whose rows lie elsewhere.</summary>
    public ShardKey Shard => ShardKey.Parse(Number[..1]);

    /// <summary>
    /// Until when an answer to a mail made at <paramref name="time"/> counts: for thirty days, and to the end of the last in UTC.
    /// The minute would tell of a lesson that went to few at a time to whom it went.
    /// </summary>
    public static Instant EndAfter(Instant time) => time.InUtc().Date.PlusDays(Days + 1).AtMidnight().InUtc().ToInstant();

    /// <summary>As the content of a signed link.</summary>
    public byte[] ToBytes() => [.. Convert.FromHexString(Number), .. Encoding.UTF8.GetBytes(Lesson.Value)];

    /// <summary>Reads the content of a signed link; <see langword="null"/> if it is no ticket.</summary>
    public static AnswerTicket? Read(ReadOnlySpan<byte> content) =>
        content.Length > NumberBytes
            ? new(
                Convert.ToHexStringLower(content[..NumberBytes]),
                new LessonSlug(Encoding.UTF8.GetString(content[NumberBytes..]))
            )
            : null;
}
