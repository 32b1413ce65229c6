using System.Net;
using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Doctor;

/// <summary>What the doctor is to look at.</summary>
/// <param name="Site">The site's address: https, or http on this machine.</param>
/// <param name="Domain">The domain the mails come from.</param>
/// <param name="ReturnPath">The name under which SendGrid's own SPF record stands, such as <c>em1234.example.org</c>, if there is one.</param>
/// <param name="Selectors">The names of the DKIM keys.</param>
/// <param name="Resolver">Whom to ask; <see langword="null"/> for this machine's own resolvers.</param>
internal sealed record DoctorFlags(
    Uri Site,
    string Domain,
    string? ReturnPath,
    IReadOnlyList<string> Selectors,
    IPEndPoint? Resolver
)
{
    public const string Command = "doctor";

    private const string Known = "--site URL, --domain NAME, --return-path NAME, --dkim-selector NAME, --resolver ADDRESS:PORT";

    // The two that SendGrid's automated security makes.
    private static readonly string[] SendGridSelectors = ["s1", "s2"];

    /// <exception cref="FlagException">A flag is unknown or missing, misses its value or has a malformed one.</exception>
    public static DoctorFlags Parse(IReadOnlyList<string> args)
    {
        var given = args.Chunk(2)
            .Select(pair => (Flag: pair[0], Value: ValueOf(pair)))
            .ToLookup(each => each.Flag, each => each.Value);
        return new DoctorFlags(
            ParseSite(One(given, "--site", "--site https://course.example.org")),
            ParseName("--domain", One(given, "--domain", "--domain example.org")),
            given["--return-path"].LastOrDefault() is { } returnPath ? ParseName("--return-path", returnPath) : null,
            given["--dkim-selector"].Any() ? [.. given["--dkim-selector"]] : SendGridSelectors,
            given["--resolver"].LastOrDefault() is { } resolver ? ParseResolver(resolver) : null
        );
    }

    private static string ValueOf(string[] pair)
    {
        if (!Known.Split(", ").Any(flag => flag.StartsWith(pair[0] + " ", StringComparison.Ordinal)))
        {
            throw new FlagException($"Unknown flag '{pair[0]}'. Known are: {Known}.");
        }

        return pair is [_, { Length: > 0 } value] && !value.StartsWith("--", StringComparison.Ordinal)
            ? value
            : throw new FlagException($"{pair[0]} needs a value. Known are: {Known}.");
    }

    private static string One(ILookup<string, string> given, string flag, string example) =>
        given[flag].LastOrDefault() ?? throw new FlagException($"{Command} needs {flag}; give for example {example}.");

    private static Uri ParseSite(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var site)
        && site.PathAndQuery == "/"
        && (site.Scheme == "https" || site is { Scheme: "http", IsLoopback: true })
            ? site
            : throw new FlagException(
                $"--site '{text}' is not the https address of a site; give for example --site https://course.example.org."
            );

    private static string ParseName(string flag, string text) =>
        Uri.CheckHostName(text) == UriHostNameType.Dns && text.Contains('.', StringComparison.Ordinal)
            ? text.TrimEnd('.')
            : throw new FlagException($"{flag} '{text}' is not a domain name; give for example {flag} example.org.");

    private static IPEndPoint ParseResolver(string text) =>
        IPEndPoint.TryParse(text, out var resolver)
            ? new IPEndPoint(resolver.Address, resolver.Port == 0 ? 53 : resolver.Port)
            : throw new FlagException($"--resolver '{text}' is not an address; give for example --resolver 9.9.9.9:53.");
}
