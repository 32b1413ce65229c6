using System.Text.Json.Serialization;

namespace EmailCourse.SendGridWebhook;

/// <summary>
/// The fields of a SendGrid event that the course reads.
/// Source: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event.
/// </summary>
internal sealed record SendGridEvent
{
    [JsonPropertyName("event")]
    public string Kind { get; init; } = "";

    /// <summary>For a bounce: <c>bounce</c> is permanent, <c>blocked</c> is not.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    /// <summary>The custom argument that names the batch.</summary>
    [JsonPropertyName("batch")]
    public string? Batch { get; init; }

    /// <summary>The custom argument that names the subscriber.</summary>
    [JsonPropertyName("subscriber")]
    public string? Subscriber { get; init; }
}
