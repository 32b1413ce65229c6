using System.Diagnostics;
using EmailCourse.Course;
using EmailCourse.Storage;

namespace EmailCourse.Telemetry;

/// <summary>Starts the activities of the course. They tell what was done and how it ended, and nothing about a person.</summary>
internal static class CourseTraces
{
    private static readonly ActivitySource Source = new(CourseTelemetry.Name);

    /// <summary>One run of a shard.</summary>
    public static Activity? Run(ShardKey shard) =>
        Source.StartActivity("run shard")?.SetTag("emailcourse.shard", shard.ToString());

    /// <summary>One attempt to send a batch, from writing the intent to recording it.</summary>
    public static Activity? Batch(string id, MailKey mail, int attempt, int size) =>
        Source
            .StartActivity("send batch")
            ?.SetTag("emailcourse.batch", id)
            .SetTag("emailcourse.mail", mail.Value)
            .SetTag("emailcourse.attempt", attempt)
            .SetTag("emailcourse.size", size);

    /// <summary>One call to SendGrid; end it with <see cref="EndedWith"/>.</summary>
    public static Activity? Call() =>
        Source.StartActivity("SendGrid mail/send", ActivityKind.Client)?.SetTag("peer.service", "SendGrid");

    /// <summary>One use case that a person asked for.</summary>
    public static Activity? Act(string what) => Source.StartActivity(what);

    /// <summary>Notes why a run stopped early; <see langword="null"/> if it did not.</summary>
    public static void Ended(this Activity? activity, string? stopReason) =>
        activity?.SetTag("emailcourse.outcome", stopReason ?? "finished");

    /// <summary>Notes the outcome of a call or an attempt.</summary>
    public static void EndedWith(this Activity? activity, string outcome, bool isGood) =>
        activity
            ?.SetTag("emailcourse.outcome", outcome)
            .SetStatus(isGood ? ActivityStatusCode.Ok : ActivityStatusCode.Error, isGood ? null : outcome);
}
