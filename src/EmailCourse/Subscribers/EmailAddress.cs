using System.Globalization;
using System.Text;
using MimeKit;

namespace EmailCourse.Subscribers;

/// <summary>
/// An address that mail can be sent to: as it was typed, with an international domain in its ASCII form (RFC 5890).
/// </summary>
internal readonly record struct EmailAddress
{
    /// <summary>Longest address in octets: RFC 5321, 4.5.3.1.3, less the angle brackets.</summary>
    public const int MaxLength = 254;

    /// <summary>Longest local part in octets: RFC 5321, 4.5.3.1.1.</summary>
    public const int MaxLocalLength = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    /// <summary>The one spelling of all ways to write this address; the subscriber id is made from it.</summary>
    public string Normalised => Value.ToLowerInvariant();

    /// <summary>What follows the @, in lower case.</summary>
    public string Domain => Normalised[(Normalised.LastIndexOf('@') + 1)..];

    /// <summary>
    /// The mailbox this address most likely reaches: without what follows a plus, and at Gmail without dots. Two people never
    /// share one, but where a provider means something else by a plus, two addresses may. Sources: RFC 5233;
    /// https://support.google.com/mail/answer/7436150.
    /// </summary>
    public string Mailbox
    {
        get
        {
            var at = Normalised.LastIndexOf('@');
            var (local, domain) = (Normalised[..at], Normalised[(at + 1)..]);
            var plus = local.IndexOf('+', StringComparison.Ordinal);
            local = plus > 0 ? local[..plus] : local;
            return domain is "gmail.com" or "googlemail.com"
                ? $"{local.Replace(".", "", StringComparison.Ordinal)}@gmail.com"
                : $"{local}@{domain}";
        }
    }

    /// <summary>Restores an address that was accepted before.</summary>
    public static EmailAddress Stored(string value) => new(value);

    /// <summary>Parses an address as typed. On failure <paramref name="problem"/> is a sentence to show.</summary>
    public static bool TryParse(string? text, out EmailAddress address, out string problem)
    {
        address = default;
        var typed = TypedText.Tidy(text);
        problem = Problem(typed, out var domain);
        if (problem.Length > 0)
        {
            return false;
        }

        address = new EmailAddress(typed[..(typed.LastIndexOf('@') + 1)] + domain);
        return true;
    }

    private static string Problem(string typed, out string domain)
    {
        domain = "";
        if (typed.Length == 0)
        {
            return "Please enter your email address.";
        }

        if (typed.Length > MaxLength)
        {
            return $"This address is too long: an email address has at most {MaxLength} characters.";
        }

        var at = typed.LastIndexOf('@');
        if (at < 0 || !MailboxAddress.TryParse(typed, out var mailbox) || mailbox.LocalPart != typed[..at] || typed[0] == '"')
        {
            return "This does not look like an email address. Please write it like name@example.org.";
        }

        if (!Ascii.IsValid(mailbox.LocalPart))
        {
            return "The part before the @ has letters that our email service cannot deliver to. Please use another address.";
        }

        if (mailbox.LocalPart.Length > MaxLocalLength)
        {
            return $"The part before the @ is too long: at most {MaxLocalLength} characters.";
        }

        return TryDomain(typed[(at + 1)..], out domain) && at + 1 + domain.Length <= MaxLength
            ? ""
            : "The part after the @ is not a domain name. Please write the address like name@example.org.";
    }

    private static bool TryDomain(string text, out string domain)
    {
        domain = "";
        try
        {
            var ascii = Idn.GetAscii(text);
            domain = Ascii.IsValid(text) ? text : ascii.ToLowerInvariant();
            return domain.Contains('.') && domain.Length <= 253 && !char.IsAsciiDigit(domain[^1]) && !domain.EndsWith('.');
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public override string ToString() => Value;
}
