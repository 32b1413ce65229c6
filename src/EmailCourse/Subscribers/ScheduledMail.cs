using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Storage;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Subscribers;

/// <summary>A mail and the minute in which it is due: the part of a due row's key that sorts.</summary>
internal readonly record struct ScheduledMail
{
    private const string Prefix = "due~";

    private static readonly InstantPattern Minute = InstantPattern.Create("uuuuMMddHHmm", CultureInfo.InvariantCulture);

    /// <summary>Seconds are dropped.</summary>
    public ScheduledMail(Instant at, MailKey mail)
    {
        At = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 60 * 60);
        Mail = mail;
    }

    public Instant At { get; }

    public MailKey Mail { get; }

    /// <summary>The due rows up to <paramref name="now"/>, this minute included.</summary>
    public static RowRange UpTo(Instant now) => new(Prefix, KeyPrefix(now + Duration.FromMinutes(1)));

    /// <summary>The due rows of the minutes after <paramref name="now"/>.</summary>
    public static RowRange LaterThan(Instant now) =>
        new(KeyPrefix(now + Duration.FromMinutes(1)), RowRange.StartingWith(Prefix).Before);

    /// <summary>Parses what <see cref="ToString"/> wrote; <see langword="null"/> for an empty text.</summary>
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
