using EmailCourse.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>The places of mails that ask to confirm, as they were read: those of a domain, and those of the whole.</summary>
internal sealed record ConfirmMailPlaces(HourlyPlaces OfDomain, HourlyPlaces OfAll);

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

    /// <summary>Reads how many places are taken before an address.</summary>
    public async Task<ConfirmMailPlaces> ReadAsync(EmailAddress address)
    {
        var domain = ids.Fingerprint("domain:" + address.Domain);
        // Each shard has its part of the whole, so that no row is everybody's.
        var perShard = (_limits.PerHour + ShardKey.All.Count - 1) / ShardKey.All.Count;
        return new(
            await quota.ReadAsync(ShardKey.Parse(domain[..1]), "domain~" + domain, _limits.PerDomain),
            await quota.ReadAsync(ids.MailboxOf(address).Shard, "all", perShard)
        );
    }

    /// <summary>
    /// Whether so many wait before an address that nobody more should be taken. Tells nothing of the address itself.
    /// </summary>
    public bool IsOverrun(ConfirmMailPlaces places) =>
        Instant.Max(quota.NextOf(places.OfDomain), quota.NextOf(places.OfAll)) - clock.GetCurrentInstant() > LongestQueue;

    /// <returns>When the mail may be sent.</returns>
    public async Task<Instant> ReserveAsync(ConfirmMailPlaces places) =>
        Instant.Max(await quota.ReserveAsync(places.OfDomain), await quota.ReserveAsync(places.OfAll));
}
