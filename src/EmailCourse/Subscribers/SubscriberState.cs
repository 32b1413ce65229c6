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

    /// <summary>Said stop.</summary>
    Unsubscribed,

    /// <summary>Must not be mailed again.</summary>
    Suppressed,
}
