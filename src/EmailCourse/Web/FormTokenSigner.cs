using System.Buffers.Binary;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Web;

/// <summary>
/// Signs into the sign-up form when it was drawn, and tells from that whether a person can have filled it in: not within
/// <see cref="EmailCourseOptions.MinimumFormTime"/>, and not a day later, for programs keep forms and send them again.
/// </summary>
internal sealed class FormTokenSigner(LinkTokenSigner signer, IOptions<EmailCourseOptions> options, IClock clock)
{
    private static readonly Duration Lifetime = Duration.FromDays(1);
    private static readonly Duration Shared = Duration.FromSeconds(1);

    private readonly Duration _minimum = Duration.FromTimeSpan(options.Value.MinimumFormTime);

    private DrawnForm? _latest;

    /// <summary>
    /// Creates the token of a form that is drawn now. All that are drawn within a second share it: signed for each, it would take
    /// a third of the processor time of the front page, and a cache hands the page on for minutes anyway.
    /// </summary>
    public string Sign()
    {
        var now = clock.GetCurrentInstant();
        var latest = _latest;
        if (latest is null || now < latest.At || now - latest.At >= Shared)
        {
            _latest = latest = new DrawnForm(now, Sign(now));
        }

        return latest.Token;
    }

    /// <summary>Creates the token of a form that was drawn at that time.</summary>
    public string Sign(Instant drawnAt)
    {
        var content = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(content, drawnAt.ToUnixTimeMilliseconds());
        return signer.Sign(LinkPurpose.SignUpForm, SubscriberId.Nobody, drawnAt + Lifetime, content);
    }

    /// <summary>Verifies a token of any origin.</summary>
    /// <returns>
    /// Why the form is not taken, or null if it is; and the token of the form if it is shown again. Whoever has waited, or waits
    /// from then on, need not do so anew.
    /// </returns>
    public (string? Refusal, string Next) Verify(string token)
    {
        var now = clock.GetCurrentInstant();
        (string? refusal, string next) = signer.Verify(token, LinkPurpose.SignUpForm) switch
        {
            LinkVerdict.Valid form => (now - DrawnAt(form) < _minimum ? FormRefusal.TooFast : null, token),
            LinkVerdict.Expired => (FormRefusal.Stale, Sign(now - _minimum)),
            _ => (FormRefusal.NoToken, Sign(now)),
        };
        return (_minimum > Duration.Zero ? refusal : null, next);
    }

    private static Instant DrawnAt(LinkVerdict.Valid form) =>
        Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(form.Content));

    private sealed record DrawnForm(Instant At, string Token);
}
