using EmailCourse.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Pulls the brake where too many of the mails of today and yesterday (UTC) were called spam or bounced: two days, so that the
/// window is never shorter than 24 hours.
/// </summary>
internal sealed partial class BrakeCheck(
    BrakeStore brake,
    DayCountsReader counts,
    CourseMetrics metrics,
    IClock clock,
    IOptions<EmailCourseOptions> options,
    ILogger<BrakeCheck> logger
)
{
    private readonly BrakeOptions _limits = options.Value.Brakes;

    /// <summary>
    /// Decides, if something new was counted, by the counters that can be read, and fails afterwards if some cannot.
    /// </summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var current = await brake.ReadAsync(cancellationToken);
        if (current.Pulled is { } already)
        {
            await HoldAsync(already, cancellationToken);
            return;
        }

        if (current.CheckRequest is null || _limits is { ComplaintPercent: 0, BouncePercent: 0 })
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        var (yesterday, today, reading) = await counts.ReadWhatAnswersAsync(now.InUtc().Date, cancellationToken);
        if (Decide(current, yesterday, today, now) is { } pulled && await brake.TryPullAsync(current, pulled, cancellationToken))
        {
            LogPulled(pulled.Cause, pulled.Count, pulled.Sent);
            await HoldAsync(pulled, cancellationToken);
        }

        await reading;
        await brake.CheckedAsync(current, cancellationToken);
    }

    private Task HoldAsync(PulledBrake pulled, CancellationToken cancellationToken)
    {
        metrics.BrakeHolds(pulled.Cause.ToString());
        return brake.StopRunsAsync(cancellationToken);
    }

    private PulledBrake? Decide(BrakeState current, DayCounts yesterday, DayCounts today, Instant now)
    {
        var sent = current.SentOf(yesterday, today);
        return Exceeded(BrakeCause.Complaints, _limits.ComplaintPercent, _limits.MinimumComplaints)
            ?? Exceeded(BrakeCause.Bounces, _limits.BouncePercent, _limits.MinimumBounces);

        PulledBrake? Exceeded(BrakeCause cause, decimal percent, int minimum)
        {
            var count = current.NewOf(cause, yesterday, today);
            return percent > 0 && count >= minimum && 100 * count > percent * sent
                ? new PulledBrake(now, cause, count, sent)
                : null;
        }
    }

    [LoggerMessage(
        LogLevel.Critical,
        "All sending has stopped: {Cause} are too many, {Count} of the {Sent} mails of today and yesterday. It goes on when "
            + "somebody resumes it."
    )]
    private partial void LogPulled(BrakeCause cause, long count, long sent);
}
