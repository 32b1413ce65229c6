namespace EmailCourse.Subscribers;

/// <summary>One decision about one subscriber, made true in one transaction.</summary>
/// <param name="After">What the subscriber becomes; <see langword="null"/> deletes it.</param>
internal sealed record SubscriberChange(Subscriber? After)
{
    /// <summary>Where the change is counted: a mail key, or <see cref="People"/>.</summary>
    public string Topic { get; init; } = People;

    /// <summary>The counters that go up by one.</summary>
    public IReadOnlyList<string> Counts { get; init; } = [];

    /// <summary>Set to keep the address from ever being mailed again.</summary>
    public Tombstone? Tombstone { get; init; }

    /// <summary>The topic of what people do, rather than of one mail.</summary>
    public const string People = "people";
}
