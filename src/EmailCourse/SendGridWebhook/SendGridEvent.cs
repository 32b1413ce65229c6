using System.Text.Json.Serialization;

namespace EmailCourse.SendGridWebhook;

/// <summary>One event of SendGrid's webhook, as far as the course cares.
/// Source: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event.</summary>
internal sealed record SendGridEvent
{
    [JsonPropertyName("event")]
    public string Kind { get; init; } = "";

    /// <summary>For a bounce: <c>bounce</c> is permanent, <c>blocked</c> is not.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    /// <summary>Our custom argument.</summary>
    [JsonPropertyName("batch")]
    public string? Batch { get; init; }

    /// <summary>Our custom argument.</summary>
    [JsonPropertyName("subscriber")]
    public string? Subscriber { get; init; }
}
