using EmailCourse.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Spreads the mails that ask to confirm over the hours, so that a flood of sign-ups reaches neither one domain nor the world at
/// once. Who comes too soon is asked later, in the order of coming.
/// </summary>
internal sealed class ConfirmMailPacer(
    HourlyQuota quota,
    SubscriberIdFactory ids,
    IOptions<EmailCourseOptions> options,
    IClock clock
)
{
    /// <summary>How long a mail waits at most, but for those of a moment in which many come at once.</summary>
    public static readonly Duration LongestQueue = Duration.FromHours(24);

    private readonly QuotaOptions _limits = options.Value.Quotas;

    /// <returns>When the mail may be sent.</returns>
    public Task<Instant> ReserveAsync(EmailAddress address) => LaterAsync(address, quota.ReserveAsync);

    /// <summary>
    /// Whether so many wait before an address that nobody more should be taken. Tells nothing of the address itself.
    /// </summary>
    public async Task<bool> IsOverrunAsync(EmailAddress address) =>
        await LaterAsync(address, quota.NextAsync) - clock.GetCurrentInstant() > LongestQueue;

    // Of the domain's place and the one in the whole. Each shard has its part of that, so that no row is everybody's.
    private async Task<Instant> LaterAsync(EmailAddress address, Func<ShardKey, string, int, Task<Instant>> placeAsync)
    {
        var domain = ids.Fingerprint("domain:" + address.Domain);
        var perShard = (_limits.PerHour + ShardKey.All.Count - 1) / ShardKey.All.Count;
        return Instant.Max(
            await placeAsync(ShardKey.Parse(domain[..1]), "domain~" + domain, _limits.PerDomain),
            await placeAsync(ids.MailboxOf(address).Shard, "all", perShard)
        );
    }
}
