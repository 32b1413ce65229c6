namespace EmailCourse.Subscribers;

/// <summary>Where a subscriber stands.</summary>
internal enum SubscriberState
{
    /// <summary>Signed up, not yet confirmed.</summary>
    Pending,

    /// <summary>Receives lessons.</summary>
    Active,

    /// <summary>Asked for quiet.</summary>
    Paused,

    /// <summary>Has received every lesson.</summary>
    Completed,

    /// <summary>Said stop. (Who must never be mailed again has no state any more but a <see cref="Tombstone"/>.)</summary>
    Unsubscribed,
}
