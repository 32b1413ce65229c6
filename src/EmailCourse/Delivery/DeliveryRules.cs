using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>The durations and sizes of a run. When a lesson is too late is decided by <c>Schedule/Lateness</c>.</summary>
internal static class DeliveryRules
{
    /// <summary>The most recipients of one call: SendGrid's limit of personalizations, and Azure's of rows in one page.</summary>
    public const int BatchSize = 1000;

    /// <summary>The interval of the timer.</summary>
    public static readonly Duration Tick = Duration.FromMinutes(5);

    /// <summary>How long a lease lasts unless it is renewed.</summary>
    public static readonly Duration LeaseDuration = Duration.FromMinutes(2);

    /// <summary>The longest timeout of a call: a run begins none that could outlast its lease.</summary>
    public static readonly Duration MaxCallTimeout = LeaseDuration - Duration.FromSeconds(30);

    /// <summary>How long a run goes on before it leaves the rest to another one.</summary>
    public static readonly Duration MaxRunDuration = Duration.FromMinutes(4);

    /// <summary>How long a shard that another run holds is left alone.</summary>
    public static readonly Duration BusyRetry = Duration.FromSeconds(5);

    /// <summary>
    /// The greatest age of the reading of a due row when its mail is sent, so that a stop said meanwhile is obeyed.
    /// </summary>
    public static readonly Duration MaxReadAge = Duration.FromSeconds(1);

    /// <summary>
    /// After so many readings that were too old as soon as they were there, storage is slow, and a reading may be older by as
    /// long as it took.
    /// </summary>
    public const int SlowAfterRereads = 2;

    /// <summary>The most by which a reading from slow storage may be older.</summary>
    public static readonly Duration MaxReadDuration = Duration.FromSeconds(10);

    /// <summary>How often due rows are read again for one call, before everything is left to a later run.</summary>
    public const int MaxRereads = 5;

    /// <summary>
    /// How long a shard is left alone after a run that failed: longer than the queue takes to bring its message back
    /// (<c>visibilityTimeout</c> in host.json).
    /// </summary>
    public static readonly Duration FailureRetry = Duration.FromSeconds(40);

    /// <summary>How long a shard is left alone whose storage is slower than that.</summary>
    public static readonly Duration SlowRetry = Duration.FromSeconds(30);

    /// <summary>How long a batch without a known outcome waits for SendGrid's events before it is sent again.</summary>
    public static readonly Duration ResendAfter = Duration.FromMinutes(15);
}
