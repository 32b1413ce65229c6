using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EmailCourse.Mail.SendGrid;

/// <summary>
/// Reads the errors of a 400 response: <c>{"errors":[{"message":…,"field":"personalizations.6.to.0.email"}]}</c>. A field within
/// a personalization's address blames that recipient. No field, or the personalizations as a whole, blames a recipient who is not
/// named. Any other field blames the mail, and so does a body that is not SendGrid's: nobody may be suppressed because of a
/// proxy's error page.
/// </summary>
internal static partial class SendGridErrorReader
{
    // Whatever else stands in the path of a field could be somebody's value, and reasons are logged.
    private static readonly HashSet<string> SendGridFields =
    [
        "personalizations",
        "to",
        "cc",
        "bcc",
        "from",
        "reply_to",
        "reply_to_list",
        "email",
        "name",
        "subject",
        "content",
        "type",
        "value",
        "headers",
        "substitutions",
        "custom_args",
        "send_at",
        "tracking_settings",
        "click_tracking",
        "open_tracking",
        "subscription_tracking",
        "ganalytics",
        "enable",
        "enable_text",
        "mail_settings",
        "attachments",
        "categories",
        "batch_id",
        "template_id",
    ];

    public static SendOutcome Read(string body)
    {
        if (Fields(body) is not { Count: > 0 } fields)
        {
            return new SendOutcome.MailRefused("HTTP 400 without SendGrid's errors");
        }

        var positions = fields
            .Select(field => Recipient().Match(field))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            .Distinct()
            .ToList();
        if (positions.Count > 0)
        {
            return new SendOutcome.RecipientsRefused(positions, "HTTP 400 naming a recipient");
        }

        return fields.FirstOrDefault(field => field.Length > 0 && field != "personalizations") is { } ours
            ? new SendOutcome.MailRefused($"HTTP 400 about '{Named(ours)}'")
            : new SendOutcome.Refused("HTTP 400 naming nobody");
    }

    private static string Named(string field) =>
        string.Join('.', field.Split('.').Select(part => SendGridFields.Contains(part) || IsIndex(part) ? part : "…"));

    private static bool IsIndex(string part) => part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit);

    private static List<string> Fields(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return [.. json.RootElement.GetProperty("errors").EnumerateArray().Select(Field)];
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }

    private static string Field(JsonElement error) =>
        error.TryGetProperty("field", out var field) && field.ValueKind == JsonValueKind.String ? field.GetString()! : "";

    [GeneratedRegex(@"^personalizations\.([0-9]{1,4})(\.to(\..*)?)?$")]
    private static partial Regex Recipient();
}
