using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Answers;

/// <summary>
/// Counts answers by lesson. The row <c>answer~{number}</c> says that a mail was answered, and neither whose mail it was nor how.
/// </summary>
internal sealed class AnswerStore(ICourseTable table, IClock clock, IIdGenerator ids)
{
    private const int Attempts = 50;
    private const string Prefix = "answer~";

    private static readonly RowRange All = RowRange.StartingWith(Prefix);

    /// <summary>Counts an answer, unless its mail was answered before.</summary>
    /// <returns>Whether it was counted.</returns>
    /// <exception cref="InvalidOperationException">Other writers were faster in every attempt.</exception>
    public async Task<bool> TryCountAsync(AnswerTicket ticket, LessonAnswer answer)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await table.FindAsync(ticket.Shard, Key(ticket), CancellationToken.None) is not null)
            {
                return false;
            }

            var now = clock.GetCurrentInstant();
            var transaction = new Transaction(ticket.Shard).Insert(Answered(ticket, now));
            (await CounterAsync(ticket, now, attempt)).AddTo(transaction, [answer.Counter]);
            if (await transaction.CommitAsync(table, CancellationToken.None) is CommitResult.Committed)
            {
                return true;
            }
        }

        throw new InvalidOperationException(
            $"The answers of {ticket.Lesson} kept changing: {Attempts} attempts did not get through."
        );
    }

    /// <summary>Deletes the rows of mails that can be answered no more.</summary>
    public Task ForgetAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return table.DeleteAsync(shard, All, row => row.GetInstant("Until") <= now, cancellationToken);
    }

    private static string Key(AnswerTicket ticket) => Prefix + ticket.Number;

    // Kept by the day of the answer, which is no earlier than the mail's. The day of the mail would tell whose it was, where a
    // lesson went to one person that day.
    private static TableEntity Answered(AnswerTicket ticket, Instant now) =>
        new(ticket.Shard.ToString(), Key(ticket)) { ["Until"] = AnswerTicket.EndAfter(now).ToDateTimeOffset() };

    // By the month and not by the day, for the same reason; and apart from the counts of deliveries, which it would hold up.
    // After a few conflicts a count gets a row of its own.
    private Task<CounterRow> CounterAsync(AnswerTicket ticket, Instant now, int attempt)
    {
        var month = DateAdjusters.StartOfMonth(now.InUtc().Date).AtMidnight().InUtc().ToInstant();
        var key = $"{CounterRow.KeyOf(month, ticket.Lesson.Mail.Value)}~{(attempt < 3 ? "answers" : ids.NewId())}";
        return CounterRow.ReadAsync(table, ticket.Shard, key, CancellationToken.None);
    }
}
