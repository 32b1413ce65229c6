using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Web;

/// <summary>
/// Closes a form when too much comes through it: from one network in a minute or an hour, or so many sign-ups that the last would
/// be asked to confirm only a day later. Of a network only a keyed hash is stored, for an hour or two.
/// </summary>
internal sealed class FormGate(
    FormRateLimiter limiter,
    HourlyQuota quota,
    ConfirmMailPacer pacer,
    SubscriberIdFactory ids,
    RefusedFormCounter refused,
    IOptions<EmailCourseOptions> options,
    IClock clock
)
{
    public static readonly MessagePage ClosedPage = new(
        "Please try again a little later",
        "So much is arriving here that we take a break, lest somebody fill other people’s inboxes by our form. Within an hour it "
            + "usually works again. We are sorry to make you wait; nothing that you have is lost.",
        "Front page",
        SiteLinks.Relative.Home
    );

    private static readonly Duration Break = Duration.FromHours(1);

    private readonly int _perNetwork = options.Value.Quotas.PerNetwork;

    /// <summary>
    /// Lets a request through before it is read, unless its network sends too many to this instance; then sets the same header.
    /// </summary>
    /// <param name="form"><c>sign-up</c>, <c>find</c> or <c>desk</c>.</param>
    public Task<bool> LetInAsync(HttpContext context, string form)
    {
        var wait = NetworkAddress.NetworkOf(context) is { } network ? limiter.TryTake($"{form}~{network}") : null;
        return IsOpenAsync(context, clock.GetCurrentInstant() + wait, form);
    }

    /// <summary>
    /// Lets a form through that asks an address to confirm, or sets the header that says when to come again (RFC 9110, 10.2.3).
    /// </summary>
    /// <param name="isTrapped">
    /// Whether a program sent it: then it has as many places as others, and takes nobody's.
    /// </param>
    /// <returns>The places that its mail may take; <see langword="null"/> if it was not let through.</returns>
    public async Task<ConfirmMailPlaces?> LetSignUpAsync(HttpContext context, EmailAddress address, bool isTrapped)
    {
        if (!await IsOpenAsync(context, await IsFullAsync(context, isTrapped ? "trap~" : "network~"), "sign-up"))
        {
            return null;
        }

        var places = await pacer.ReadAsync(address);
        Instant? until = pacer.IsOverrun(places) ? clock.GetCurrentInstant() + Break : null;
        return await IsOpenAsync(context, until, "sign-up") ? places : null;
    }

    /// <summary>The same for whoever looks for their own page.</summary>
    public async Task<bool> LetFindAsync(HttpContext context) =>
        await IsOpenAsync(context, await IsFullAsync(context, "find~"), "find");

    /// <summary>The same for whoever wants to sign in to the desk.</summary>
    public async Task<bool> LetSignInAsync(HttpContext context) =>
        await IsOpenAsync(context, await IsFullAsync(context, "desk~"), "desk");

    // A caller of unknown address has no network to be counted with.
    private async Task<Instant?> IsFullAsync(HttpContext context, string name)
    {
        if (NetworkAddress.NetworkOf(context) is not { } address)
        {
            return null;
        }

        var network = ids.Fingerprint("network:" + address);
        return await quota.TryTakeAsync(ShardKey.Parse(network[..1]), name + network, _perNetwork);
    }

    private async Task<bool> IsOpenAsync(HttpContext context, Instant? until, string form)
    {
        if (until is not { } again)
        {
            return true;
        }

        await refused.CountAsync(form, FormRefusal.TooMany);
        var seconds = Math.Max(1, Math.Ceiling((again - clock.GetCurrentInstant()).TotalSeconds));
        context.Response.Headers.RetryAfter = $"{seconds}";
        return false;
    }
}
