using System.Text;
using MimeKit;
using NodaTime;

namespace EmailCourse.Local.StandIn;

/// <summary>Makes the message a recipient gets out of a request and its personalization.</summary>
internal static class MailComposer
{
    public static MimeMessage Compose(MailSendRequest request, Personalization each, string smtpId, Instant at)
    {
        string Fill(string text) => Substitute(text, each.Substitutions);
        var message = new MimeMessage
        {
            MessageId = smtpId,
            Date = at.ToDateTimeOffset(),
            Subject = Fill(each.Subject ?? request.Subject!),
            Body = Body([.. request.Content!.Select(content => Part(content.Type!, Fill(content.Value!)))]),
        };
        message.From.Add(Address(request.From!));
        message.To.AddRange(each.To!.Select(Address));
        if (request.ReplyTo is { } replyTo)
        {
            message.ReplyTo.Add(Address(replyTo with { Name = replyTo.Name is { } name ? Fill(name) : null }));
        }

        foreach (var (name, value) in Merge(request.Headers, each.Headers, StringComparer.OrdinalIgnoreCase))
        {
            message.Headers.Replace(name, value);
        }

        return message;
    }

    /// <summary>Both maps in one; the particular wins.</summary>
    public static Dictionary<string, string> Merge(
        IReadOnlyDictionary<string, string>? general,
        IReadOnlyDictionary<string, string>? particular,
        StringComparer comparer
    )
    {
        var merged = new Dictionary<string, string>(comparer);
        foreach (
            var (key, value) in (general ?? new Dictionary<string, string>()).Concat(
                particular ?? new Dictionary<string, string>()
            )
        )
        {
            merged[key] = value;
        }

        return merged;
    }

    // As SendGrid: the plain text of each key, wherever it stands, without escaping.
    private static string Substitute(string text, IReadOnlyDictionary<string, string>? substitutions)
    {
        foreach (var (key, value) in substitutions ?? new Dictionary<string, string>())
        {
            if (key.Length > 0)
            {
                text = text.Replace(key, value, StringComparison.Ordinal);
            }
        }

        return text;
    }

    private static MailboxAddress Address(MailPerson person) => new(person.Name ?? "", person.Email!);

    private static MimeEntity Body(MimeEntity[] parts)
    {
        if (parts is [var only])
        {
            return only;
        }

        var alternatives = new MultipartAlternative();
        foreach (var part in parts)
        {
            alternatives.Add(part);
        }

        return alternatives;
    }

    private static TextPart Part(string type, string text)
    {
        var part = new TextPart(type["text/".Length..]) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }
}
