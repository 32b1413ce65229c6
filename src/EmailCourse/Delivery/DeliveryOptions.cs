using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>What a head tells the engine about its timer.</summary>
public sealed class DeliveryOptions
{
    /// <summary>
    /// The first moment after a given one at which <see cref="ICourseDelivery.TickAsync"/> is called; <see langword="null"/>
    /// where nothing calls it by itself.
    /// </summary>
    public Func<Instant, Instant>? NextTick { get; set; } = after => after + DeliveryRules.Tick;
}
