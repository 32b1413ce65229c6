using EmailCourse.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Spreads the mails that ask to confirm over the hours, so that a flood of sign-ups reaches neither one domain nor the world at
/// once. Nobody is turned away: who comes too soon is asked later, in the order of coming.
/// </summary>
internal sealed class ConfirmMailPacer(HourlyQuota quota, SubscriberIdFactory ids, IOptions<EmailCourseOptions> options)
{
    private readonly QuotaOptions _limits = options.Value.Quotas;

    /// <returns>When the mail may be sent.</returns>
    public async Task<Instant> ReserveAsync(EmailAddress address)
    {
        var domain = ids.Fingerprint("domain:" + address.Domain);
        var forDomain = await quota.ReserveAsync(ShardKey.Parse(domain[..1]), "domain~" + domain, _limits.PerDomain);

        // Each shard has its part of the whole, so that no row is everybody's.
        var part = (_limits.PerHour + ShardKey.All.Count - 1) / ShardKey.All.Count;
        var forAll = await quota.ReserveAsync(ids.MailboxOf(address).Shard, "all", part);
        return Instant.Max(forDomain, forAll);
    }
}
