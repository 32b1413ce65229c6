using System.Text.Json;
using EmailCourse.Telemetry;

namespace EmailCourse.SendGridWebhook;

/// <summary>Reads the body of a call of SendGrid's webhook.</summary>
internal sealed class SendGridEventReader(CourseMetrics metrics)
{
    /// <summary>
    /// Reads the events, and counts those that cannot be read: one of them must not keep the thousand beside it from being
    /// handled.
    /// </summary>
    /// <returns><see langword="null"/> if the body is not a JSON array of objects.</returns>
    public IReadOnlyList<SendGridEvent>? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (!IsListOfEvents(json.RootElement))
            {
                return null;
            }

            List<SendGridEvent> events =
            [
                .. json.RootElement.EnumerateArray().Select(SendGridEvent.Read).OfType<SendGridEvent>(),
            ];
            metrics.Unreadable(json.RootElement.GetArrayLength() - events.Count);
            return events;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsListOfEvents(JsonElement body) =>
        body.ValueKind == JsonValueKind.Array
        && (body.GetArrayLength() == 0 || body.EnumerateArray().Any(element => element.ValueKind == JsonValueKind.Object));
}
