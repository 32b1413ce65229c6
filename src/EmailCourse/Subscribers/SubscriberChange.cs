namespace EmailCourse.Subscribers;

/// <summary>A change of one subscriber, written in one transaction.</summary>
/// <param name="After">What the subscriber becomes; <see langword="null"/> deletes it.</param>
internal sealed record SubscriberChange(Subscriber? After)
{
    /// <summary>Where the change is counted: a mail key, or <see cref="People"/>.</summary>
    public string Topic { get; init; } = People;

    /// <summary>The counters to increase by one.</summary>
    public IReadOnlyList<string> Counts { get; init; } = [];

    /// <summary>What takes the subscriber's place, if the address is never mailed again.</summary>
    public Tombstone? Tombstone { get; private init; }

    /// <summary>
    /// Leaves nothing of the subscriber but the tombstone, which remembers the last batch recorded. Counts nobody if there was no
    /// subscriber.
    /// </summary>
    /// <param name="counts">The counters to increase by one.</param>
    public static SubscriberChange Bury(Subscriber? subscriber, Tombstone tombstone, params string[] counts) =>
        new(After: null)
        {
            Tombstone = tombstone with { LastBatch = subscriber?.LastBatch ?? "" },
            Counts = subscriber is null ? [] : counts,
        };

    /// <summary>The topic of counters that belong to no mail.</summary>
    public const string People = "people";
}
