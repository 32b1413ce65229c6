using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailCourse.Local.StandIn;

/// <summary>
/// The body of SendGrid's <c>mail/send</c>, as far as the stand-in can carry it out; anything else is refused rather than
/// ignored. See https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send.
/// </summary>
internal sealed record MailSendRequest(
    IReadOnlyList<Personalization>? Personalizations,
    MailPerson? From,
    MailPerson? ReplyTo,
    string? Subject,
    IReadOnlyList<MailContent>? Content,
    IReadOnlyDictionary<string, string>? Headers,
    IReadOnlyDictionary<string, string>? CustomArgs,
    IReadOnlyList<string>? Categories,
    JsonElement? TrackingSettings
)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Which mail it is: what the course says in its custom arguments.</summary>
    public string? Mail => CustomArgs?.GetValueOrDefault("mail");

    /// <exception cref="JsonException">The body is no JSON or a part of it has another type.</exception>
    public static MailSendRequest Parse(ReadOnlySpan<byte> body)
    {
        var request = JsonSerializer.Deserialize<MailSendRequest>(body, Json) ?? throw new JsonException();
        RefuseNulls(request.Content, "$.content");
        RefuseNulls(request.Personalizations, "$.personalizations");
        foreach (var (index, each) in (request.Personalizations ?? []).Index())
        {
            RefuseNulls(each.To, $"$.personalizations[{index}].to");
        }

        return request;
    }

    // The serializer lets null stand for an element of any list.
    private static void RefuseNulls<T>(IReadOnlyList<T>? list, string path)
    {
        foreach (var (index, each) in (list ?? []).Index())
        {
            if (each is null)
            {
                throw new JsonException("", $"{path}[{index}]", null, null);
            }
        }
    }
}

/// <summary>One message of the request: who gets it and what is particular to it.</summary>
internal sealed record Personalization(
    IReadOnlyList<MailPerson>? To,
    string? Subject,
    IReadOnlyDictionary<string, string>? Headers,
    IReadOnlyDictionary<string, string>? Substitutions,
    IReadOnlyDictionary<string, string>? CustomArgs
);

/// <summary>An address, with or without a name.</summary>
internal sealed record MailPerson(string? Email, string? Name);

/// <summary>One part of the message.</summary>
internal sealed record MailContent(string? Type, string? Value);
