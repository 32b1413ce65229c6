using System.Text;
using MimeKit;

namespace EmailCourse.Local.StandIn;

/// <summary>
/// What SendGrid documents that a request must be (https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors and
/// /limitations). The stand-in refuses what SendGrid refuses, so that a mistake shows on the laptop and not in production.
/// </summary>
internal static class MailSendRules
{
    /// <summary>The largest request.</summary>
    public const int MostBytes = 30 * 1024 * 1024;

    private const int MostPersonalizations = 1000;

    public static IEnumerable<SendGridError> Check(MailSendRequest request) =>
        CheckSender(request)
            .Concat(CheckSubject(request))
            .Concat(CheckContent(request.Content))
            .Concat(HeaderRules.Check(request.Headers, "headers"))
            .Concat(CheckCount(request.Personalizations))
            .Concat(
                (request.Personalizations ?? []).SelectMany((each, index) => PersonalizationRules.Check(each, index, request))
            )
            .Concat(CheckRepeats(request.Personalizations));

    /// <summary>Whether SendGrid takes the address: ASCII only, international domains as punycode.</summary>
    public static bool IsAddress(string? text) =>
        text is not null
        && Ascii.IsValid(text)
        && text.Contains('@')
        && MailboxAddress.TryParse(text, out var mailbox)
        && mailbox.Address == text
        && mailbox.Domain.Contains('.');

    private static IEnumerable<SendGridError> CheckSender(MailSendRequest request)
    {
        if (!IsAddress(request.From?.Email))
        {
            yield return new SendGridError(
                "The from object must be provided for every email send, with a valid email.",
                "from.email"
            );
        }

        if (request.ReplyTo is { } replyTo && !IsAddress(replyTo.Email))
        {
            yield return new SendGridError("Does not contain a valid address.", "reply_to.email");
        }

        if (request.Categories is { Count: > 10 })
        {
            yield return new SendGridError("You may not have more than 10 categories.", "categories");
        }
    }

    private static IEnumerable<SendGridError> CheckSubject(MailSendRequest request)
    {
        var needed = request.Personalizations is null || request.Personalizations.Any(each => each.Subject is null);
        if (needed && string.IsNullOrEmpty(request.Subject))
        {
            yield return new SendGridError("The subject is required unless every personalization has one.", "subject");
        }
    }

    private static IEnumerable<SendGridError> CheckContent(IReadOnlyList<MailContent>? content)
    {
        if (content is not { Count: > 0 })
        {
            return [new SendGridError("The content parameter is required; there must be at least one content block.", "content")];
        }

        var types = content.Select(each => each.Type).ToList();
        return content
            .Index()
            .Where(each => !IsPart(each.Item))
            .Select(each => new SendGridError(
                "Type and value must be strings of at least one character.",
                $"content.{each.Index}.value"
            ))
            .Concat(
                types.Distinct().Count() == types.Count
                    ? []
                    : [new SendGridError("Each content type may only be provided once.", "content")]
            )
            .Concat(
                types.IndexOf("text/plain") <= 0 && types.IndexOf("text/html") <= 1
                    ? []
                    : [new SendGridError("text/plain must be first, followed by text/html, followed by any others.", "content")]
            );
    }

    private static bool IsPart(MailContent content) =>
        content.Type is { } type
        && type.StartsWith("text/", StringComparison.Ordinal)
        && type.Length > "text/".Length
        && !string.IsNullOrEmpty(content.Value);

    private static IEnumerable<SendGridError> CheckCount(IReadOnlyList<Personalization>? personalizations)
    {
        if (personalizations is not { Count: > 0 })
        {
            yield return new SendGridError("You must have at least one personalization.", "personalizations");
        }
        else if (personalizations.Count > MostPersonalizations)
        {
            yield return new SendGridError(
                $"There is a limit of {MostPersonalizations} personalizations per request; "
                    + $"you provided {personalizations.Count}.",
                "personalizations"
            );
        }
        else if (personalizations.Sum(each => each.To?.Count ?? 0) > MostPersonalizations)
        {
            yield return new SendGridError(
                "There is a limit of 1000 total recipients (to + cc + bcc) per request.",
                "personalizations"
            );
        }
    }

    private static IEnumerable<SendGridError> CheckRepeats(IReadOnlyList<Personalization>? personalizations) =>
        (personalizations ?? [])
            .SelectMany(each => (each.To ?? []).Select(to => to.Email).Distinct(StringComparer.OrdinalIgnoreCase))
            .GroupBy(email => email, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Key is not null && group.Count() > 1)
            .Select(group => new SendGridError(
                "Each unique email address in the personalizations array should only be included once. "
                    + $"You have included {group.Key} more than once.",
                "personalizations"
            ));
}
