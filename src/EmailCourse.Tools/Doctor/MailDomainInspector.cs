namespace EmailCourse.Tools.Doctor;

/// <summary>
/// Checks the DNS records by which receivers authenticate mail: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489).
/// </summary>
internal sealed class MailDomainInspector(DoctorOptions options, TxtRecordReader records)
{
    private const string Manual = "See docs/deploy.md, step 2.";

    /// <summary>Checks SPF, then each DKIM key, then DMARC, and that each sender is aligned with it.</summary>
    /// <exception cref="EmailCourse.Local.Startup.StartException">No DNS resolver answers.</exception>
    public async IAsyncEnumerable<Finding> InspectAsync()
    {
        yield return options.ReturnPath is { } returnPath ? await SpfOfReturnPathAsync(returnPath) : await SpfOfDomainAsync();
        foreach (var domain in SigningDomains())
        {
            foreach (var selector in options.DkimSelectors)
            {
                yield return await DkimAsync($"{selector}._domainkey.{domain}");
            }
        }

        var policies = await PoliciesAsync($"_dmarc.{options.Domain}");
        yield return Dmarc($"_dmarc.{options.Domain}", policies);
        var isStrict = policies is [var policy] && policy.GetValueOrDefault("adkim") == "s";
        foreach (var sender in options.Senders)
        {
            yield return Alignment(sender, isStrict);
        }
    }

    // Each sender's subdomain is authenticated for itself: SendGrid signs for the domain that the mail comes from.
    private IEnumerable<string> SigningDomains() =>
        options.Senders.Select(DomainOf).Where(IsSubdomain).Prepend(options.Domain).Distinct(StringComparer.OrdinalIgnoreCase);

    private static string DomainOf(string sender) => sender[(sender.LastIndexOf('@') + 1)..];

    private bool IsSubdomain(string domain) => domain.EndsWith("." + options.Domain, StringComparison.OrdinalIgnoreCase);

    private async Task<Finding> SpfOfReturnPathAsync(string name) =>
        await SpfAsync(name) switch
        {
            [] => new(
                "SPF",
                $"{name} has no SPF record.",
                $"Make the CNAME that SendGrid shows for it under Sender Authentication. {Manual}"
            ),
            [var record] => new("SPF", $"{name}: {record}"),
            var several => TooMany(name, several.Count),
        };

    private async Task<Finding> SpfOfDomainAsync() =>
        await SpfAsync(options.Domain) switch
        {
            [var record] when record.Contains("include:sendgrid.net", StringComparison.OrdinalIgnoreCase) => new(
                "SPF",
                $"{options.Domain}: {record}"
            ),
            { Count: > 1 } several => TooMany(options.Domain, several.Count),
            _ => new(
                "SPF",
                $"{options.Domain} itself does not name SendGrid.",
                $"With automated security SPF stands under a name like em1234.{options.Domain}: "
                    + $"look it up at SendGrid and give it as --return-path. {Manual}"
            ),
        };

    private async Task<List<string>> SpfAsync(string name) =>
        [
            .. (await records.ReadAsync(name)).Where(text =>
                text == "v=spf1" || text.StartsWith("v=spf1 ", StringComparison.OrdinalIgnoreCase)
            ),
        ];

    private static Finding TooMany(string name, int count) =>
        new(
            "SPF",
            $"{name} has {count} SPF records, and then none counts (RFC 7208, 4.5).",
            "Put what they allow into one record."
        );

    // A key without a value has been withdrawn (RFC 6376, 3.6.1).
    private async Task<Finding> DkimAsync(string name)
    {
        var key = (await records.ReadAsync(name)).Select(Tags).FirstOrDefault(tags => tags.ContainsKey("p"));
        return key switch
        {
            null => new(
                "DKIM",
                $"{name} has no key.",
                $"Make the CNAME that SendGrid shows for it, then press Verify there. {Manual}"
            ),
            { } tags when tags["p"].Length == 0 => new(
                "DKIM",
                $"{name} holds a key that was withdrawn.",
                $"Authenticate the domain at SendGrid anew. {Manual}"
            ),
            _ => new("DKIM", $"{name} holds a key."),
        };
    }

    // SendGrid signs for the authenticated domain, so the sender's must be that one or, if relaxed, below it (RFC 7489, 3.1.1).
    private Finding Alignment(string sender, bool isStrict)
    {
        var domain = DomainOf(sender);
        var isAligned = domain.Equals(options.Domain, StringComparison.OrdinalIgnoreCase) || (!isStrict && IsSubdomain(domain));
        return isAligned
            ? new("DMARC alignment", $"{sender} belongs to {options.Domain}.")
            : new(
                "DMARC alignment",
                $"{sender} does not belong to {options.Domain}, for which its mails are signed.",
                "Change the sender in lessons/course.yaml, or authenticate its domain at SendGrid and give that as --domain."
            );
    }

    private async Task<List<Dictionary<string, string>>> PoliciesAsync(string name) =>
        [.. (await records.ReadAsync(name)).Where(text => text.StartsWith("v=DMARC1", StringComparison.Ordinal)).Select(Tags)];

    private Finding Dmarc(string name, List<Dictionary<string, string>> policies) =>
        policies switch
        {
            [] => new(
                "DMARC",
                $"{name} has no policy.",
                $"Make a TXT record: v=DMARC1; p=none; rua=mailto:dmarc@{options.Domain}. {Manual}"
            ),
            [var tags] => Policy(name, tags.GetValueOrDefault("p", "")),
            _ => new("DMARC", $"{name} has {policies.Count} policies, and then none counts (RFC 7489, 6.6.3).", "Keep one."),
        };

    private static Finding Policy(string name, string policy) =>
        policy switch
        {
            "quarantine" or "reject" => new("DMARC", $"{name}: p={policy}"),
            "none" => new("DMARC", $"{name}: p=none. When two weeks of reports are clean, go on to p=quarantine."),
            _ => new("DMARC", $"{name} has the policy '{policy}'.", "It must be p=none, p=quarantine or p=reject."),
        };

    private static Dictionary<string, string> Tags(string text) =>
        text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(tag => tag.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(tag => tag.Length == 2)
            .DistinctBy(tag => tag[0])
            .ToDictionary(tag => tag[0], tag => tag[1], StringComparer.Ordinal);
}
