using Azure;
using Azure.Data.Tables;
using EmailCourse.Bench.Stand;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace EmailCourse.Bench.Delivery;

/// <summary>
/// The limit: a straight loop over the same SDKs that does nothing but what must be done. It reads each page once, calls once for
/// a thousand mails, and writes each row once, as many as fit into a transaction. Every request is prepared. It has no lease and
/// no intent, and checks nothing, so it would lose and double mails where ours does not.
/// </summary>
internal sealed class FloorLoop
{
    // Three operations a member and one for the counter.
    private const int PerTransaction = (TableLimits.Operations - 1) / 3;

    private readonly ICourseTable _table;
    private readonly SendGridClient _sendGrid;

    private FloorLoop(DeliveryScene scene)
    {
        _table = scene.Table.Table;
        var network = new AcceptingSendGrid(scene.Scenario.MailLatency, scene.Table.Requests);
        _sendGrid = new SendGridClient(new HttpClient(network), new SendGridClientOptions { ApiKey = "SG.bench" });
    }

    public static async Task<Func<Task>> PrepareAsync(DeliveryScene scene)
    {
        var loop = new FloorLoop(scene);
        var shards = new List<PreparedShard>();
        foreach (var shard in ShardKey.All)
        {
            shards.Add(await PrepareAsync(scene, shard));
        }

        var most = new ParallelOptions { MaxDegreeOfParallelism = scene.Scenario.Parallel };
        return () => Parallel.ForEachAsync(shards, most, async (shard, _) => await loop.RunAsync(shard));
    }

    private async Task RunAsync(PreparedShard shard)
    {
        foreach (var page in shard.Pages)
        {
            await _table.ReadAsync(shard.Shard, page, DeliveryRules.BatchSize, CancellationToken.None);
        }

        foreach (var batch in shard.Batches)
        {
            await _sendGrid.SendEmailAsync(batch.Message);
            foreach (var transaction in batch.Transactions)
            {
                await transaction.CommitAsync(_table, CancellationToken.None);
            }
        }
    }

    private static async Task<PreparedShard> PrepareAsync(DeliveryScene scene, ShardKey shard)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var due = new List<DueRow>();
        var pages = new List<RowRange>();
        await foreach (
            var page in scene.Table.Plain.PagesAsync(
                shard,
                ScheduledMail.UpTo(now),
                DeliveryRules.BatchSize,
                CancellationToken.None
            )
        )
        {
            pages.Add(new RowRange(page[0].RowKey, RowRange.After(page[^1].RowKey)));
            due.AddRange(page.Select(row => DueRow.FromRow(row, default)));
        }

        var batches = due.GroupBy(row => row.Mail).SelectMany(mail => mail.Chunk(DeliveryRules.BatchSize));
        return new PreparedShard(shard, pages, [.. batches.Select(batch => PrepareBatch(scene, batch, now))]);
    }

    private static PreparedBatch PrepareBatch(DeliveryScene scene, DueRow[] batch, Instant now)
    {
        var request = new SendRequest(scene.Engine.Get<IIdGenerator>().NewId(), batch[0].Mail, batch);
        var plan = scene.Engine.Get<MailPlan>();
        return new PreparedBatch(
            scene.Engine.Get<SendGridRequestFactory>().Create(request),
            [.. batch.Chunk(PerTransaction).Select((members, index) => Record(request, plan, members, index, now))]
        );
    }

    private static Transaction Record(SendRequest request, MailPlan plan, DueRow[] members, int index, Instant now)
    {
        var shard = members[0].Id.Shard;
        var transaction = new Transaction(shard);
        foreach (var due in members)
        {
            var next = plan.After(due.Progress, due.Mail, due.Recipient.Schedule, now);
            transaction
                .Delete(due.RowKey, due.Version)
                .Insert(new DueRow(due.Recipient, next).ToRow())
                .Merge(
                    SubscriberRow.Recorded(due.Id, next, request.BatchId, SubscriberState.Active, isLesson: true, now),
                    ETag.All
                );
        }

        var counter = new TableEntity(shard.ToString(), CounterRow.KeyOf(now, request.Mail.Value));
        counter[CounterNames.Sent] = (long)(index * PerTransaction + members.Length);
        return transaction.Put(counter);
    }

    private sealed record PreparedShard(ShardKey Shard, IReadOnlyList<RowRange> Pages, IReadOnlyList<PreparedBatch> Batches);

    private sealed record PreparedBatch(SendGridMessage Message, IReadOnlyList<Transaction> Transactions);
}
