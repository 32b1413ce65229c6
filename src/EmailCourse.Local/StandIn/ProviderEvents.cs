using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NodaTime;

namespace EmailCourse.Local.StandIn;

/// <summary>The events SendGrid reports about mails
/// (https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event).</summary>
internal static class ProviderEvents
{
    /// <summary>The names it may report.</summary>
    public static IReadOnlyList<string?> Names { get; } =
    ["processed", "deferred", "delivered", "dropped", "bounce", "blocked", "open", "click", "spamreport", "unsubscribe"];

    /// <summary>Everything that befalls <paramref name="mails"/>: what comes first for any of them comes first.</summary>
    public static IEnumerable<JsonObject> Of(IReadOnlyList<InboxMail> mails)
    {
        var fates = mails.Select(mail => (Mail: mail, Fate: SpecialRecipients.Fate(mail.To))).ToList();
        for (var stage = 0; stage < fates.Max(each => each.Fate.Length); stage++)
        {
            foreach (var (mail, fate) in fates)
            {
                if (stage < fate.Length)
                {
                    yield return Of(mail, fate[stage], mail.ReceivedAt);
                }
            }
        }
    }

    public static JsonObject Of(InboxMail mail, string name, Instant at)
    {
        var properties = new JsonObject
        {
            ["email"] = mail.To,
            ["timestamp"] = at.ToUnixTimeSeconds(),
            ["event"] = name == "blocked" ? "bounce" : name,
            ["sg_event_id"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["sg_message_id"] = mail.ProviderId,
            ["smtp-id"] = mail.SmtpId,
        };
        foreach (var (key, value) in mail.Args)
        {
            properties[key] = value;
        }

        foreach (var (key, value) in Details(name))
        {
            properties[key] = value;
        }

        return properties;
    }

    private static (string Key, string Value)[] Details(string name) =>
        name switch
        {
            "delivered" => [("response", "250 OK")],
            "deferred" => [("response", "450 4.2.1 try again later"), ("attempt", "1")],
            "bounce" =>
            [
                ("type", "bounce"),
                ("status", "5.1.1"),
                ("bounce_classification", "Invalid Address"),
                ("reason", "550 5.1.1 The email account that you tried to reach does not exist."),
            ],
            // SendGrid calls a block a bounce of another type: the address is good, this message was not wanted.
            "blocked" =>
            [
                ("type", "blocked"),
                ("status", "5.7.1"),
                ("bounce_classification", "Content"),
                ("reason", "550 5.7.1 Message rejected by the recipient's server."),
            ],
            "dropped" => [("reason", "Bounced Address"), ("status", "5.0.0")],
            _ => [],
        };
}
