using EmailCourse.Delivery;
using EmailCourse.Subscribers;

namespace EmailCourse.SendGridWebhook;

/// <summary>Does what SendGrid's events ask for. They may come twice, late, in any order, before a call's answer or long after.</summary>
internal sealed class SendGridEventHandler(BatchStore ledger, Suppress suppress)
{
    public async Task HandleAsync(IReadOnlyList<SendGridEvent> events, CancellationToken cancellationToken)
    {
        var ours = events
            .Select(each => (Event: each, IsOurs: SubscriberId.TryParse(each.Subscriber, out var id), Id: id))
            .Where(each => each.IsOurs)
            .ToList();

        // Whatever is told of a batch, the provider has it. A thousand events of one batch are one look at its row.
        var batches = ours.Where(each => IsBatchId(each.Event.Batch))
            .Select(each => (each.Id.Shard, each.Event.Batch!))
            .Distinct();
        foreach (var (shard, batch) in batches)
        {
            await ledger.AcceptAsync(shard, batch, cancellationToken);
        }

        foreach (var (sendGridEvent, _, id) in ours)
        {
            if (SuppressionPolicy.Suppression(sendGridEvent) is { } reason)
            {
                await suppress.HandleAsync(id, reason, cancellationToken);
            }
        }
    }

    // It becomes part of a row key, so only what we could have made ourselves is looked up.
    private static bool IsBatchId(string? text) => text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);
}
