namespace EmailCourse.Web;

/// <summary>A service that tells people from programs by a script of its own on the sign-up page.</summary>
/// <param name="Name">What the setting calls it.</param>
/// <param name="Company">Who it is, for people.</param>
/// <param name="Script">What the page loads.</param>
/// <param name="CssClass">The element that the script fills.</param>
/// <param name="Field">The field in which the form then carries the response.</param>
/// <param name="Verify">Where a response is verified.</param>
/// <param name="Sources">What the page's content security policy must allow, besides the site itself.</param>
internal sealed record HumanCheckProvider(
    string Name,
    string Company,
    string Script,
    string CssClass,
    string Field,
    Uri Verify,
    string Sources
)
{
    /// <summary>Sources: https://developers.cloudflare.com/turnstile; https://docs.hcaptcha.com.</summary>
    public static IReadOnlyList<HumanCheckProvider> All { get; } =
    [
        new(
            "turnstile",
            "Cloudflare",
            "https://challenges.cloudflare.com/turnstile/v0/api.js",
            "cf-turnstile",
            "cf-turnstile-response",
            new("https://challenges.cloudflare.com/turnstile/v0/siteverify"),
            "https://challenges.cloudflare.com"
        ),
        new(
            "hcaptcha",
            "hCaptcha (Intuition Machines)",
            "https://js.hcaptcha.com/1/api.js",
            "h-captcha",
            "h-captcha-response",
            new("https://api.hcaptcha.com/siteverify"),
            "https://hcaptcha.com https://*.hcaptcha.com"
        ),
    ];

    /// <summary>Returns null if there is none of that name.</summary>
    public static HumanCheckProvider? Find(string name) => All.FirstOrDefault(provider => provider.Name == name);
}
