using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Simulation;
using EmailCourse.Storage;
using EmailCourse.Subscribers;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>Looks for half-states: rows that cannot be read, that contradict each other, or that belong to nobody.</summary>
internal static class RowAudit
{
    public static IReadOnlyList<string> Check(InMemoryTable table, ShardKey shard)
    {
        var rows = table.Rows(shard);
        var found = new List<string>();
        var due = Named("due~").ToDictionary(row => row.RowKey);
        foreach (var row in Named("subscriber~"))
        {
            Reading(row, () => CheckAddress(row));
        }

        found.AddRange(due.Keys.Select(orphan => $"{orphan} belongs to nobody"));
        foreach (var row in rows)
        {
            Reading(row, () => CheckOther(row));
        }

        return found;

        IEnumerable<TableEntity> Named(string prefix) =>
            rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal));

        void Reading(TableEntity row, Func<IEnumerable<string>> check)
        {
            try
            {
                found.AddRange(check().Select(problem => $"{row.RowKey} {problem}"));
            }
            catch (Exception unreadable)
            {
                found.Add($"{row.RowKey} cannot be read: {unreadable.Message}");
            }
        }

        IEnumerable<string> CheckAddress(TableEntity row)
        {
            var stored = SubscriberRow.Read(row);
            var id = SubscriberId.Parse(row.RowKey.Split('~')[1]);
            var problems = stored is Subscriber subscriber ? CheckSubscriber(subscriber) : [];
            return IsSame(row, SubscriberRow.Write(id, stored))
                ? problems
                : problems.Prepend("is read as something else than was written");
        }

        IEnumerable<string> CheckSubscriber(Subscriber subscriber)
        {
            if (MustWait(subscriber.State) is { } must && must != subscriber.Progress.Due is not null)
            {
                yield return $"is {subscriber.State}, and has due '{subscriber.Progress.Due}'";
            }

            if (subscriber.MovesTo is not null != (subscriber.IsSubscribed && subscriber.Progress.Due?.Mail == MailKey.Move))
            {
                yield return $"moves to '{subscriber.MovesTo}', and has due '{subscriber.Progress.Due}'";
            }

            if (
                subscriber.State == SubscriberState.Moved
                && (subscriber.Consent is not null || subscriber.Recipient.FirstName.IsGiven)
            )
            {
                yield return "has left, and has still more than an address";
            }

            if (subscriber.DueRow is { } named && !(due.Remove(named.RowKey, out var there) && IsSame(there, named.ToRow())))
            {
                yield return $"names {named.RowKey}, which is not there or says something else";
            }
        }
    }

    // Somebody paused or completed may have something due, or nothing.
    private static bool? MustWait(SubscriberState state) =>
        state switch
        {
            SubscriberState.Active or SubscriberState.Pending or SubscriberState.Arriving or SubscriberState.Moved => true,
            SubscriberState.Unsubscribed => false,
            _ => null,
        };

    private static IEnumerable<string> CheckOther(TableEntity row)
    {
        switch (row.RowKey.Split('~')[0])
        {
            case "moved":
                _ = Forwarding.FromRow(row);
                break;
            case "batch":
                _ = Batch.FromRow(row);
                break;
            case BrakeState.RowKey:
                _ = BrakeState.FromRow(row);
                break;
            case "mailbox" when row.GetBoolean("Closed") != true:
                _ = (row.GetInstant("TakenAt"), SubscriberId.Parse(row.GetString("Subscriber")));
                break;
            case "answer":
                _ = row.GetInstant("Until");
                break;
            case "audit":
                _ = row.GetInstant("At");
                break;
            case "quota":
                return row.GetInstant("Hour") == default || row.GetInt32("Count") is not > 0 ? ["counts nothing"] : [];
            case "stats":
                return CounterTotals
                    .FromRow(row)
                    .Counts.Where(counted => counted.Value <= 0)
                    .Select(counted => $"counts {counted.Value} {counted.Key}");
        }

        return [];
    }

    private static bool IsSame(TableEntity row, TableEntity other) =>
        Columns(row).SequenceEqual(Columns(other), EqualityComparer<(string, string)>.Default);

    private static IEnumerable<(string, string)> Columns(TableEntity row) =>
        row.Where(column => column.Value is not null && column.Key is not ("odata.etag" or "Timestamp"))
            .OrderBy(column => column.Key, StringComparer.Ordinal)
            .Select(column => (column.Key, Shown(column.Value)));

    private static string Shown(object value) =>
        value switch
        {
            byte[] bytes => Convert.ToHexString(bytes),
            DateTimeOffset time => $"{time:O}",
            _ => $"{value}",
        };
}
