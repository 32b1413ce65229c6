namespace EmailCourse.Delivery;

/// <summary>What a head tells the engine about its timer.</summary>
public sealed class DeliveryOptions
{
    /// <summary>
    /// The longest time from one call of <see cref="ICourseDelivery.TickAsync"/> to the next; <see langword="null"/> where
    /// nothing calls it by itself.
    /// </summary>
    public TimeSpan? TickInterval { get; set; } = DeliveryRules.Tick.ToTimeSpan();
}
