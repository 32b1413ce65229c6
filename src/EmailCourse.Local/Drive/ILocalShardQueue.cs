using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Local.Drive;

/// <summary>
/// The queue of shards to run, as the local run reads it. A message for later is held against the course's clock.
/// </summary>
internal interface ILocalShardQueue : IShardQueue
{
    /// <summary>When the next message that is held becomes due; <see langword="null"/> if none is held.</summary>
    Instant? NextHeld { get; }

    /// <summary>Whether a failed message comes again after some real time.</summary>
    bool IsRetrying { get; }

    /// <summary>Receives the messages that are due now; none if none wait.</summary>
    Task<IReadOnlyList<ShardMessage>> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Says that the run of a message begins: what becomes due from now on needs another message.</summary>
    void Begin(ShardMessage message);

    Task CompleteAsync(ShardMessage message, CancellationToken cancellationToken);

    /// <summary>Lets a message come again a second later.</summary>
    Task RetryAsync(ShardMessage message, CancellationToken cancellationToken);

    /// <summary>Gives up a message that failed too often; Azure keeps it among the poison messages.</summary>
    Task GiveUpAsync(ShardMessage message, CancellationToken cancellationToken);
}
