using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EmailCourse.Mail.SendGrid;

/// <summary>
/// Reads a 400 answer: <c>{"errors":[{"message":…,"field":"personalizations.6.to.0.email"}]}</c>. A field within a personalization's
/// address blames that recipient; no field, or the personalizations as a whole, blames somebody unnamed; any other field blames our mail,
/// and so does an answer that is not SendGrid's, for nobody may be suppressed because of a proxy's error page.
/// </summary>
internal static partial class SendGridErrors
{
    private const string Anonymous = "HTTP 400 naming nobody";

    public static SendOutcome Read(string body)
    {
        if (Fields(body) is not { Count: > 0 } fields)
            return new SendOutcome.MailRefused("HTTP 400 without SendGrid's errors");

        var positions = fields.Select(field => Recipient().Match(field)).Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct().ToList();
        if (positions.Count > 0)
            return new SendOutcome.RecipientsRefused(positions, "HTTP 400 naming a recipient");
        return fields.FirstOrDefault(field => field.Length > 0 && field != "personalizations") is { } ours
            ? new SendOutcome.MailRefused($"HTTP 400 about '{ours}'")
            : new SendOutcome.Refused(Anonymous);
    }

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
