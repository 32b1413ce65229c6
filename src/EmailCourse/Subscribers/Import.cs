using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Somebody who asked for the course elsewhere, on a list that its operator brings along.</summary>
/// <param name="Consent">When they said so and to which sentence, as the list proves it.</param>
internal sealed record ImportedPerson(Recipient Recipient, Consent Consent);

/// <summary>What becomes of one person of an imported list.</summary>
internal enum ImportOutcome
{
    /// <summary>Nothing was known of the address: it takes the course.</summary>
    Taken,

    /// <summary>The address takes the course already, or has had all of it.</summary>
    TakenBefore,

    /// <summary>The address has signed up and not confirmed, or a course is about to come to it.</summary>
    Undecided,

    /// <summary>Its owner has stopped.</summary>
    Stopped,

    /// <summary>Its course went to another address.</summary>
    MovedAway,

    /// <summary>The address is never mailed again.</summary>
    Suppressed,

    /// <summary>The mailbox wants no mail it did not ask for, in whatever spelling of its address.</summary>
    MailboxClosed,
}

/// <summary>
/// Takes people of a list into the course. Only who is not known at all is added, and nobody is ever changed, so that the same
/// list twice, or once more after a half, comes to the same as once.
/// </summary>
internal sealed class Import(
    SubscriberStore subscribers,
    MailboxRation ration,
    SubscriberIdFactory ids,
    MailPlan plan,
    IClock clock
)
{
    // A subscriber, its due row, and the counter for all: as many as a transaction holds.
    private const int ChunkSize = (TableLimits.Operations - 1) / 2;

    /// <summary>Says what would become of each person, in their order, and changes nothing.</summary>
    /// <param name="people">No two of them of the same address.</param>
    public Task<ImportOutcome[]> PreviewAsync(IReadOnlyList<ImportedPerson> people) => ByShardAsync(people, PreviewAsync);

    /// <summary>Adds everybody who may be added, and says what became of each person, in their order.</summary>
    /// <param name="people">No two of them of the same address.</param>
    public async Task<ImportOutcome[]> HandleAsync(IReadOnlyList<ImportedPerson> people)
    {
        using var trace = CourseTraces.Act("import");
        return await ByShardAsync(people, AddAsync);
    }

    // The shards wait for storage side by side.
    private static async Task<ImportOutcome[]> ByShardAsync(
        IReadOnlyList<ImportedPerson> people,
        Func<ShardKey, IReadOnlyList<ImportedPerson>, Task<ImportOutcome[]>> handle
    )
    {
        var outcomes = new ImportOutcome[people.Count];
        await Task.WhenAll(
            people
                .Index()
                .GroupBy(each => each.Item.Recipient.Id.Shard)
                .Select(async shard =>
                {
                    var handled = await handle(shard.Key, [.. shard.Select(each => each.Item)]);
                    foreach (var (each, outcome) in shard.Zip(handled))
                    {
                        outcomes[each.Index] = outcome;
                    }
                })
        );
        return outcomes;
    }

    private async Task<ImportOutcome[]> PreviewAsync(ShardKey shard, IReadOnlyList<ImportedPerson> people)
    {
        var outcomes = new ImportOutcome[people.Count];
        foreach (var (index, person) in people.Index())
        {
            outcomes[index] = await LookAsync(person.Recipient);
        }

        return outcomes;
    }

    private async Task<ImportOutcome[]> AddAsync(ShardKey shard, IReadOnlyList<ImportedPerson> people)
    {
        var outcomes = await PreviewAsync(shard, people);
        var taken = people.Index().Where(each => outcomes[each.Index] == ImportOutcome.Taken);
        foreach (var chunk in taken.Chunk(ChunkSize))
        {
            var added = chunk.Select(each => New(each.Item)).ToList();
            if (await subscribers.TryAddAsync(shard, added, CounterNames.Imported, CancellationToken.None))
            {
                continue;
            }

            // Somebody signed up in this very moment, or was counted.
            foreach (var (index, person) in chunk)
            {
                outcomes[index] = await AddAsync(person);
            }
        }

        return outcomes;
    }

    private async Task<ImportOutcome> AddAsync(ImportedPerson person)
    {
        var change = new SubscriberChange(New(person)) { Counts = [CounterNames.Imported] };
        var made = await subscribers.UpdateAsync(
            person.Recipient.Id,
            current => current is null ? change : null,
            CancellationToken.None
        );
        return made is null ? await LookAsync(person.Recipient) : ImportOutcome.Taken;
    }

    private async Task<ImportOutcome> LookAsync(Recipient recipient)
    {
        var id = recipient.Id;
        return await subscribers.ReadAsync(id, CancellationToken.None) switch
        {
            Tombstone => ImportOutcome.Suppressed,
            Subscriber { IsSubscribed: true } => ImportOutcome.TakenBefore,
            Subscriber { State: SubscriberState.Unsubscribed } or Subscriber { Stop: not null } => ImportOutcome.Stopped,
            Subscriber { State: SubscriberState.Moved } => ImportOutcome.MovedAway,
            Subscriber => ImportOutcome.Undecided,
            _ when await IsClosedAsync(recipient.Email) => ImportOutcome.MailboxClosed,
            _ when await subscribers.FindForwardingAsync(id, CancellationToken.None) is not null => ImportOutcome.MovedAway,
            _ => ImportOutcome.Taken,
        };
    }

    private Task<bool> IsClosedAsync(EmailAddress address) => ration.IsClosedAsync(ids.MailboxOf(address));

    // Never at once: whoever is surprised by a first mail has not chosen its minute.
    private Subscriber New(ImportedPerson person)
    {
        var now = clock.GetCurrentInstant();
        var firstLessonAt = person.Recipient.Schedule.NextHour(now);
        return new(person.Recipient, SubscriberState.Active, plan.LessonAt(Progress.None, firstLessonAt), now)
        {
            Consent = person.Consent,
            ConfirmedAt = person.Consent.At,
        };
    }
}
