using EmailCourse.Delivery;
using EmailCourse.Subscribers;

namespace EmailCourse.SendGridWebhook;

/// <summary>
/// Marks batches as accepted and suppresses addresses, as SendGrid's events tell. Events may come twice, late and in any order.
/// </summary>
internal sealed class SendGridEventHandler(BatchStore batches, Suppress suppress, BrakeStore brake)
{
    // A call of a thousand events of as many batches would otherwise wait for a thousand round trips.
    private const int AtATime = 16;

    public async Task HandleAsync(IReadOnlyList<SendGridEvent> events, CancellationToken cancellationToken)
    {
        var ours = events
            .Select(each => (Event: each, IsOurs: SubscriberId.TryParse(each.Subscriber, out var id), Id: id))
            .Where(each => each.IsOurs)
            .ToList();

        // Whatever an event tells of a batch, SendGrid has it. A thousand events of one batch read its row once.
        var accepted = ours.Where(each => IsBatchId(each.Event.Batch))
            .Select(each => (each.Id.Shard, Batch: each.Event.Batch!))
            .Distinct();
        foreach (var some in accepted.Chunk(AtATime))
        {
            await Task.WhenAll(some.Select(each => batches.AcceptAsync(each.Shard, each.Batch, cancellationToken)));
        }

        var unwanted = ours.Select(each => (each.Id, Reason: SuppressionPolicy.ReasonFor(each.Event)))
            .Where(each => each.Reason is not null)
            .ToList();
        try
        {
            foreach (var (id, reason) in unwanted)
            {
                await suppress.HandleAsync(id, reason!, cancellationToken);
            }
        }
        finally
        {
            // Also where one of them failed, or SendGrid waits no longer: what was counted before may pull the brake.
            if (unwanted.Any(each => each.Reason is SuppressionReason.Complained or SuppressionReason.Bounced))
            {
                await brake.RequestCheckAsync(CancellationToken.None);
            }
        }
    }

    // It becomes part of a row key: only what this program could have made is looked up.
    private static bool IsBatchId(string? text) => text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);
}
