namespace EmailCourse.Bench.Counts;

/// <summary>The names of what is counted.</summary>
internal static class CountNames
{
    public const string RequestsPerLesson = "table requests per lesson, 20,000 due for one lesson, tick included";
    public const string CallsOneLesson = "calls of SendGrid per 1,000 lessons, 20,000 due for one lesson";
    public const string CallsThirteenLessons = "calls of SendGrid per 1,000 lessons, 20,000 due for thirteen lessons";
    public const string MessagesPerShard = "queue messages per shard, 20,000 due";
    public const string IdleTick = "table requests of a tick with nothing to do, after the first of the hour";
    public const string SignUp = "table requests per sign-up, quotas included";
    public const string SignUpMessages = "queue messages per sign-up";
    public const string WebhookOneBatch = "table requests per 1,000 events of one batch";
    public const string WebhookManyBatches = "table requests per 1,000 events of 1,000 batches";
}
