using Azure.Data.Tables;
using EmailCourse.Subscribers;

namespace EmailCourse.Delivery;

/// <summary>Due rows that were read together, in the order of time.</summary>
/// <param name="IsLast">Whether no more are due.</param>
internal sealed record DuePage(IReadOnlyList<DueRow> Rows, bool IsLast)
{
    /// <summary>
    /// A page does not end in the middle of a mail that fits into one, so that it is sent by one call: what it holds of its last
    /// mail is read once more with the next page, where the rest of that mail is. Read with the lease, a page holds 999.
    /// </summary>
    public static DuePage Of(IEnumerable<TableEntity> rows, bool isLast, Reading reading)
    {
        IReadOnlyList<DueRow> dues = [.. rows.Select(row => DueRow.FromRow(row, reading))];
        var isOneMail = isLast || dues[0].Due == dues[^1].Due;
        return new(isOneMail ? dues : [.. dues.TakeWhile(due => due.Due != dues[^1].Due)], isLast);
    }
}
