using System.Buffers.Binary;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>One UTC day while a new domain is warmed up.</summary>
/// <param name="Ceiling">How many mails may leave.</param>
/// <param name="Used">How many have left or are about to; over the ceiling only by mails that never wait.</param>
/// <param name="Expected">
/// How many want to leave, as far as the day before tells; <see langword="null"/> until a tick has looked.
/// </param>
internal sealed record WarmUpDay(LocalDate Day, int Ceiling, int Used, long? Expected)
{
    // The fractions of its multiples fall evenly between 0 and 1: whoever was in turn is not again before the others were.
    private const double GoldenRatio = 0.61803398874989485;

    /// <summary>How many lessons may still leave.</summary>
    public int Left => Math.Max(0, Ceiling - Used);

    /// <summary>
    /// Whether somebody's lesson may leave on this day. Where more want to leave than may, people take turns by their ids, so
    /// that neither an early hour nor a shard comes first every day; and so few at once that the last of them finds room too,
    /// for a number drawn by lot varies by its square root.
    /// </summary>
    public bool IsInTurn(SubscriberId id)
    {
        if (!(Expected > Ceiling))
        {
            return true;
        }

        var place = BinaryPrimitives.ReadUInt32BigEndian(id.ToBytes().AsSpan(^sizeof(uint))) / (uint.MaxValue + 1.0);
        var days = Period.DaysBetween(new LocalDate(2000, 1, 1), Day);
        return (place + days * GoldenRatio) % 1 < Math.Max(1, Ceiling - Math.Sqrt(Ceiling)) / Expected;
    }
}
