using System.Text;
using EmailCourse.Schedule;

namespace EmailCourse.Subscribers;

/// <summary>
/// What was typed into the form beside the address. It rides in the confirm link of the mail that the form led to, and is the
/// subscriber's only once they press the button of that very mail.
/// </summary>
internal sealed record SignUpDetails(FirstName FirstName, DailySchedule Schedule)
{
    /// <summary>Reads what <see cref="ToBytes"/> wrote; <see langword="null"/> if it did not.</summary>
    public static SignUpDetails? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || bytes[0] > 23 || bytes.Length < 2 + bytes[1])
        {
            return null;
        }

        var zone = TimeZones.Stored(Encoding.ASCII.GetString(bytes.Slice(2, bytes[1])));
        return new(FirstName.Stored(Encoding.UTF8.GetString(bytes[(2 + bytes[1])..])), new(zone, bytes[0]));
    }

    /// <summary>The hour, the length of the zone's name, the zone and the first name: short, for links are.</summary>
    public byte[] ToBytes()
    {
        var zone = Encoding.ASCII.GetBytes(Schedule.Zone.Id);
        return [(byte)Schedule.Hour, (byte)zone.Length, .. zone, .. Encoding.UTF8.GetBytes(FirstName.Value)];
    }
}
