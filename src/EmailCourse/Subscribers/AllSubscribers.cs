using System.Runtime.CompilerServices;
using EmailCourse.Storage;

namespace EmailCourse.Subscribers;

/// <summary>Reads what is stored of every address, a page at a time: subscribers, whatever their state, and tombstones.</summary>
internal static class AllSubscribers
{
    public static async IAsyncEnumerable<Subscriber> SubscribersAsync(
        this ICourseTable table,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var shard in ShardKey.All)
        {
            await foreach (var subscriber in table.SubscribersAsync(shard, cancellationToken))
            {
                yield return subscriber;
            }
        }
    }

    /// <summary>Those of one shard.</summary>
    public static async IAsyncEnumerable<Subscriber> SubscribersAsync(
        this ICourseTable table,
        ShardKey shard,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var stored in table.AddressesAsync(shard, cancellationToken))
        {
            if (stored is Subscriber subscriber)
            {
                yield return subscriber;
            }
        }
    }

    /// <summary>Subscribers and tombstones of one shard.</summary>
    public static async IAsyncEnumerable<StoredAddress> AddressesAsync(
        this ICourseTable table,
        ShardKey shard,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var page in table.PagesAsync(shard, SubscriberRow.All, TableLimits.PageRows, cancellationToken))
        {
            foreach (var row in page)
            {
                yield return SubscriberRow.Read(row);
            }
        }
    }
}
