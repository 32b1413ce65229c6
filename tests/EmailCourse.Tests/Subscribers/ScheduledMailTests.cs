using CsCheck;
using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class ScheduledMailTests
{
    private static readonly Gen<Instant> Instants = Gen.Long[0, 4_000_000_000].Select(Instant.FromUnixTimeSeconds);

    private static readonly Gen<SubscriberId> Ids = Gen
        .Byte.Array[SubscriberId.Size]
        .Select(bytes => SubscriberId.FromBytes(bytes));

    private static readonly Gen<MailKey> Mails = Gen.OneOf("confirm", "already-subscribed", "what-happened", "a", "9-lives")
        .Select(key => new MailKey(key));

    private static readonly Gen<ScheduledMail> Dues = Gen.Select(Instants, Mails, (at, mail) => new ScheduledMail(at, mail));

    [Fact]
    public void A_row_key_names_minute_mail_and_subscriber() =>
        Assert.Equal(
            "due~202603290600~what-happened~0123456789abcdef0123456789abcdef",
            new ScheduledMail(Instant.FromUtc(2026, 3, 29, 6, 0, 59), new MailKey("what-happened")).RowKey(
                SubscriberId.Parse("0123456789abcdef0123456789abcdef")
            )
        );

    [Fact]
    public void A_row_key_reads_back() =>
        Gen.Select(Dues, Ids).Sample((due, id) => ScheduledMail.FromRowKey(due.RowKey(id)) == (due, id));

    [Fact]
    public void A_stored_due_time_reads_back() => Dues.Sample(due => ScheduledMail.Stored(due.ToString()) == due);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void An_empty_text_means_that_nothing_is_due(string? text) => Assert.Null(ScheduledMail.Stored(text));

    [Fact]
    public void Keys_sort_as_time_sorts() =>
        Gen.Select(Dues, Dues, Ids, Ids)
            .Sample(
                (one, other, id, otherId) =>
                    one.At == other.At || string.CompareOrdinal(one.RowKey(id), other.RowKey(otherId)) < 0 == one.At < other.At
            );

    [Fact]
    public void What_is_due_by_now_and_what_is_due_later_are_two_ranges_without_gap() =>
        Gen.Select(Dues, Ids, Instants)
            .Sample(
                (due, id, now) =>
                {
                    var isDue = due.At <= now;
                    return Holds(ScheduledMail.UpTo(now), due.RowKey(id)) == isDue
                        && Holds(ScheduledMail.LaterThan(now), due.RowKey(id)) != isDue;
                }
            );

    private static bool Holds(RowRange range, string key) =>
        string.CompareOrdinal(key, range.From) >= 0 && string.CompareOrdinal(key, range.Before) < 0;
}
