using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>The numbers delivery works by.</summary>
internal static class DeliveryRules
{
    /// <summary>Most recipients of one call: SendGrid's limit of personalizations, and Azure's of rows in one page.</summary>
    public const int BatchSize = 1000;

    /// <summary>How often the timer asks.</summary>
    public static readonly Duration Tick = Duration.FromMinutes(5);

    /// <summary>How long a run owns its shard without a sign of life. Longer than any send may take.</summary>
    public static readonly Duration Lease = Duration.FromMinutes(2);

    /// <summary>How long a run goes on before it lets another continue.</summary>
    public static readonly Duration MaxRunDuration = Duration.FromMinutes(4);

    /// <summary>When to look again at a shard that another run holds.</summary>
    public static readonly Duration BusyRetry = Duration.FromSeconds(5);

    /// <summary>How old the last look at a due row may be when its mail is handed over, so that a stop said meanwhile is heard.</summary>
    public static readonly Duration MaxReadAge = Duration.FromSeconds(1);

    /// <summary>How long a batch whose answer was lost waits for the provider's events before it is sent again.</summary>
    public static readonly Duration ResendAfter = Duration.FromMinutes(15);
}
