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

    // Each shard has its part of the whole, so that no row is everybody's.
    private int PerShard => (_limits.PerHour + ShardKey.All.Count - 1) / ShardKey.All.Count;

    /// <returns>When the mail may be sent.</returns>
    public async Task<Instant> ReserveAsync(EmailAddress address)
    {
        var (domain, shard) = (DomainOf(address), ids.MailboxOf(address).Shard);
        return Instant.Max(
            await quota.ReserveAsync(ShardOf(domain), Name(domain), _limits.PerDomain),
            await quota.ReserveAsync(shard, "all", PerShard)
        );
    }

    /// <summary>
    /// Whether so many wait before an address that nobody more should be taken. Tells nothing of the address itself.
    /// </summary>
    public async Task<bool> IsOverrunAsync(EmailAddress address)
    {
        var (domain, shard) = (DomainOf(address), ids.MailboxOf(address).Shard);
        var next = Instant.Max(
            await quota.NextAsync(ShardOf(domain), Name(domain), _limits.PerDomain),
            await quota.NextAsync(shard, "all", PerShard)
        );
        return next - clock.GetCurrentInstant() > LongestQueue;
    }

    private static string Name(string domain) => "domain~" + domain;

    private static ShardKey ShardOf(string domain) => ShardKey.Parse(domain[..1]);

    private string DomainOf(EmailAddress address) => ids.Fingerprint("domain:" + address.Domain);
}
