namespace EmailCourse.Bench.Cost;

/// <summary>What a bill depends on and this bench cannot count. docs/scale.md says where each comes from.</summary>
internal static class Assumptions
{
    /// <summary>Entities that Azure reads or writes in a second for one account, taking each as a request of its own.</summary>
    public const double EntitiesPerSecond = 20_000;

    /// <summary>A lesson reads its due row and writes three rows: the due row, the next one and the subscriber.</summary>
    public const int EntitiesPerLesson = 4;

    /// <summary>Instances that run sixteen shards, six on each as host.json allows.</summary>
    public const int Instances = 3;

    public const double InstanceGigabytes = 2;

    /// <summary>Requests of the host around one message: receiving, deleting, and what polling adds.</summary>
    public const int QueueRequestsPerMessage = 4;

    /// <summary>SendGrid tells of each mail that it was processed and that it was delivered.</summary>
    public const int EventsPerLesson = 2;

    public const int EventsPerCall = 1000;

    /// <summary>Batches that the events of one call tell of.</summary>
    public const int BatchesPerCall = 16;

    /// <summary>The least time that an execution is billed for, in seconds.</summary>
    public const double LeastExecution = 1;

    public const double TelemetryItemBytes = 1500;

    public const double TicksPerMonth = 30 * 24 * 12;
}
