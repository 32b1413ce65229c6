using System.Text.Json;

namespace EmailCourse.SendGridWebhook;

/// <summary>
/// The fields of a SendGrid event that the course reads.
/// Source: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event.
/// </summary>
internal sealed record SendGridEvent
{
    public required string Kind { get; init; }

    /// <summary>For a bounce: <c>bounce</c> is permanent, <c>blocked</c> is not.</summary>
    public string? Type { get; init; }

    public string? Reason { get; init; }

    /// <summary>The custom argument that names the batch.</summary>
    public string? Batch { get; init; }

    /// <summary>The custom argument that names the subscriber; none if the event is about a mail of somebody else's.</summary>
    public string? Subscriber { get; init; }

    /// <summary>
    /// Reads an event. Whom it is about and what happened must be readable; whatever else is not counts as not given.
    /// </summary>
    /// <returns><see langword="null"/> if it cannot be read.</returns>
    public static SendGridEvent? Read(JsonElement json)
    {
        try
        {
            if (json.ValueKind != JsonValueKind.Object || Text(json, "event") is not { } kind)
            {
                return null;
            }

            var subscriber = Text(json, "subscriber");
            return subscriber is null && json.TryGetProperty("subscriber", out _)
                ? null
                : new SendGridEvent
                {
                    Kind = kind,
                    Type = Text(json, "type"),
                    Reason = Text(json, "reason"),
                    Batch = Text(json, "batch"),
                    Subscriber = subscriber,
                };
        }
        catch (InvalidOperationException)
        {
            // The name of a property is not valid Unicode.
            return null;
        }
    }

    private static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Not valid Unicode, such as half a surrogate pair.
            return null;
        }
    }
}
