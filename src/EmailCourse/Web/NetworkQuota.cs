using System.Net;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Web;

/// <summary>
/// Refuses sign-ups when too many come from one network in an hour. A network is what one household or office has, IPv4 /24 or
/// IPv6 /56 (RFC 6177), and only a keyed hash of it is kept, for an hour or two.
/// </summary>
internal sealed class NetworkQuota(
    HourlyQuota quota,
    SubscriberIdFactory ids,
    CourseMetrics metrics,
    IOptions<EmailCourseOptions> options,
    IClock clock
)
{
    private readonly int _limit = options.Value.Quotas.PerNetwork;

    /// <summary>Takes a place for a sign-up, or sets the header that says when there is one again (RFC 9110, 10.2.3).</summary>
    /// <returns>Whether the sign-up may go on. A caller of unknown address may.</returns>
    public async Task<bool> TryTakeAsync(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return true;
        }

        var network = ids.Fingerprint("network:" + Of(address));
        if (await quota.TryTakeAsync(ShardKey.Parse(network[..1]), "network~" + network, _limit) is not { } until)
        {
            return true;
        }

        metrics.SignUpRefused();
        context.Response.Headers.RetryAfter = $"{Math.Ceiling((until - clock.GetCurrentInstant()).TotalSeconds)}";
        return false;
    }

    private static string Of(IPAddress address)
    {
        var of = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = of.GetAddressBytes();
        return Convert.ToHexString(bytes, 0, bytes.Length == 4 ? 3 : 7);
    }
}
