using EmailCourse.Storage;

namespace EmailCourse.Delivery;

/// <summary>
/// Delivers the course. A head calls it from its timer and from its queue; both may call at any time and as often as they like.
/// </summary>
public interface ICourseDelivery
{
    /// <summary>
    /// Puts a message on the queue for each shard in which a mail is due or a batch is open, plans lessons that were added, and
    /// notes that it did.
    /// </summary>
    Task TickAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Sends what is due in a shard. Schedules another run if one holds the shard already, if SendGrid asks for a pause, or if
    /// more is due than one run has time for.
    /// </summary>
    /// <param name="shard">The shard to run.</param>
    /// <param name="stopping">
    /// Cancelled when the process is about to end: the run finishes the call it is in and what follows from it, which takes no
    /// longer than the timeout of a call and some storage requests, and leaves the rest to another run.
    /// </param>
    Task RunShardAsync(ShardKey shard, CancellationToken stopping);
}
