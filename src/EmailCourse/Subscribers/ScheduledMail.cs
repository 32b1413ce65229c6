using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Storage;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Subscribers;

/// <summary>The next mail and when it is due, to the minute: the part of a due row's key that sorts.</summary>
internal readonly record struct ScheduledMail
{
    private const string Prefix = "due~";

    private static readonly InstantPattern Minute = InstantPattern.Create("uuuuMMddHHmm", CultureInfo.InvariantCulture);

    /// <summary>Any second within a minute counts as the minute's beginning.</summary>
    public ScheduledMail(Instant at, MailKey mail)
    {
        At = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 60 * 60);
        Mail = mail;
    }

    public Instant At { get; }

    public MailKey Mail { get; }

    /// <summary>The due rows up to <paramref name="now"/>, this minute included.</summary>
    public static RowRange UpTo(Instant now) => new(Prefix, KeyPrefix(now + Duration.FromMinutes(1)));

    /// <summary>The due rows of later minutes.</summary>
    public static RowRange LaterThan(Instant now) =>
        new(KeyPrefix(now + Duration.FromMinutes(1)), RowRange.StartingWith(Prefix).Before);

    /// <summary>Reads what <see cref="ToString"/> wrote; nothing for an empty text.</summary>
    public static ScheduledMail? Stored(string? text) =>
        string.IsNullOrEmpty(text) ? null : new ScheduledMail(Minute.Parse(text[..12]).Value, new MailKey(text[13..]));

    public static (ScheduledMail Due, SubscriberId Id) FromRowKey(string rowKey)
    {
        var end = rowKey.LastIndexOf('~');
        return (Stored(rowKey[Prefix.Length..end])!.Value, SubscriberId.Parse(rowKey[(end + 1)..]));
    }

    public string RowKey(SubscriberId id) => $"{Prefix}{this}~{id}";

    public override string ToString() => $"{Minute.Format(At)}~{Mail}";

    private static string KeyPrefix(Instant at) => Prefix + Minute.Format(at);
}
