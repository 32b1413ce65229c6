using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Web;

/// <summary>
/// Counts how often a network sends each form to this instance of the program in a minute, mistakes included. It is the limiter
/// that ASP.NET Core's middleware is made of. The middleware itself could not tell networks apart in Azure Functions, where the
/// caller's address is known only inside an invocation.
/// </summary>
internal sealed class FormRateLimiter(IOptions<EmailCourseOptions> options) : IDisposable
{
    private readonly int _limit = options.Value.Quotas.RequestsPerMinute;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(sender =>
        RateLimitPartition.GetFixedWindowLimiter(
            sender,
            _ => new() { PermitLimit = options.Value.Quotas.RequestsPerMinute, Window = TimeSpan.FromMinutes(1) }
        )
    );

    /// <param name="sender">A form and a network.</param>
    /// <returns><see langword="null"/> if it may send one more; otherwise how long it must wait.</returns>
    public Duration? TryTake(string sender)
    {
        if (_limit == 0)
        {
            return null;
        }

        using var lease = _limiter.AttemptAcquire(sender);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Duration.FromTimeSpan(wait)
            : Duration.FromMinutes(1);
    }

    public void Dispose() => _limiter.Dispose();
}
