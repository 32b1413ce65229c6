using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Subscribers;

namespace EmailCourse.Simulation;

/// <summary>Counts what really happened to subscribers' rows, to compare with what the engine counted.</summary>
internal sealed class ExpectedCounters
{
    /// <summary>Confirmed, unsubscribed or expired: the rows alone do not always tell one from the other.</summary>
    public const string Decided = nameof(Decided);

    private readonly Dictionary<string, long> _people = new()
    {
        [CounterNames.SignedUp] = 0,
        [CounterNames.Suppressed] = 0,
        [CounterNames.Bounced] = 0,
        [CounterNames.Complained] = 0,
        [CounterNames.Forgotten] = 0,
        [Decided] = 0,
    };

    public IReadOnlyDictionary<string, long> People => _people;

    public void Note(IReadOnlyList<TableEntity> before, IReadOnlyList<TableTransactionAction> changes)
    {
        foreach (var change in changes.Where(change => change.Entity.RowKey.StartsWith("subscriber~", StringComparison.Ordinal)))
        {
            var row = (TableEntity)change.Entity;
            var isBuried = SubscriberRow.IsTombstone(row);
            var reason = isBuried ? row.GetString("Reason") : null;
            var was = before.FirstOrDefault(old => old.RowKey == row.RowKey && !SubscriberRow.IsTombstone(old));
            var becomes = isBuried || change.ActionType == TableTransactionActionType.Delete ? null : row;
            if (was is null && becomes is null)
            {
                continue;
            }

            var old = was?.GetString("State");
            var @new = becomes is null ? null : becomes.GetString("State") ?? old;
            if (reason is null && IsPartOfMove(was, becomes))
            {
                continue;
            }

            // Where the address that a course was about to go to has refused it, it ends.
            var isEndOfMove = becomes is null && reason is null && was?.GetString("MovesTo") is not null;
            if ((IsConfirmation(was, becomes) || isEndOfMove ? Decided : Name(old, @new, reason)) is { } name)
            {
                _people[name]++;
                if (name == CounterNames.Suppressed && Cause(reason) is { } cause)
                {
                    _people[cause]++;
                }
            }
        }
    }

    /// <summary>Whether the button of a mail was pressed; taking back a stop ends the waiting for it too.</summary>
    public static bool IsConfirmation(TableEntity? before, TableEntity? after) =>
        before?.GetString("State") == nameof(SubscriberState.Pending)
        && after?.GetString("State") is nameof(SubscriberState.Active)
        && !Equals(before["ConsentAt"], after["ConsentAt"]);

    // Whoever changes their address neither signs up nor leaves.
    private static bool IsPartOfMove(TableEntity? before, TableEntity? after) =>
        after?.GetString("State") is nameof(SubscriberState.Arriving) or nameof(SubscriberState.Moved)
        || (before is null && after?.GetString("MovesFrom") is not null)
        || (
            after is null
            && (
                before?.GetString("State") is nameof(SubscriberState.Arriving) or nameof(SubscriberState.Moved)
                || before?.GetString("MovesFrom") is not null
            )
        );

    private static string? Cause(string? reason) =>
        reason switch
        {
            SuppressionReason.Bounced => CounterNames.Bounced,
            SuppressionReason.Complained => CounterNames.Complained,
            _ => null,
        };

    /// <param name="reason">Why the address was suppressed; <see langword="null"/> if it was not.</param>
    private static string? Name(string? old, string? @new, string? reason) =>
        (old, @new, reason) switch
        {
            (null, _, _) => CounterNames.SignedUp,
            (nameof(SubscriberState.Pending), null, null) or (_, null, SuppressionReason.Refused) => Decided,
            (_, null, null) => CounterNames.Forgotten,
            (_, null, _) => CounterNames.Suppressed,
            (not nameof(SubscriberState.Unsubscribed), nameof(SubscriberState.Unsubscribed), _) => Decided,
            _ => null,
        };
}
