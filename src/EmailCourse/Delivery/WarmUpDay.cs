using System.Buffers.Binary;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>One UTC day while a new domain is warmed up.</summary>
/// <param name="Ceiling">How many mails may leave.</param>
/// <param name="Used">How many have left or are about to; over the ceiling only by mails that never wait.</param>
/// <param name="Share">
/// Which share of the people whose lesson is due on this day is in turn; <see langword="null"/> until a tick has looked.
/// </param>
/// <param name="ShareBefore">That of the day before; <see langword="null"/> if it is not known.</param>
internal sealed record WarmUpDay(LocalDate Day, int Ceiling, int Used, double? Share, double? ShareBefore)
{
    // The fractions of its multiples fall evenly between 0 and 1, so that turns come to everybody equally often.
    private const double GoldenRatio = 0.61803398874989485;

    /// <summary>How many lessons may still leave.</summary>
    public int Left => Math.Max(0, Ceiling - Used);

    /// <summary>
    /// Which share of the lessons may leave, if as many mails want to leave as on the day before. Room is left for the mails that
    /// do not wait, and for chance, so that the last of those in turn finds a place too: a number drawn by lot varies by its
    /// square root.
    /// </summary>
    public static double ShareOf(int ceiling, DayCounts before)
    {
        var lessons = before.LessonsSent + before.Late;
        var others = before.Sent - before.LessonsSent;
        var room = ceiling - others - Math.Sqrt(ceiling);
        return lessons + others > ceiling ? Math.Min(1, Math.Max(1, room) / lessons) : 1;
    }

    /// <summary>
    /// Whether a lesson may leave. Where more want to leave than may, people take turns by their ids, so that neither an early
    /// hour nor a shard comes first every day. A lesson has one turn, on the UTC day on which it is due, also if it leaves after
    /// midnight.
    /// </summary>
    public bool IsInTurn(SubscriberId id, Instant dueAt)
    {
        var day = dueAt.InUtc().Date;
        var share = (day < Day ? ShareBefore ?? Share : Share ?? ShareBefore) ?? 1;
        var place = BinaryPrimitives.ReadUInt32BigEndian(id.ToBytes().AsSpan(^sizeof(uint))) / (uint.MaxValue + 1.0);
        var days = Period.DaysBetween(new LocalDate(2000, 1, 1), day);
        return (place + days * GoldenRatio) % 1 < share;
    }
}
