namespace EmailCourse.Subscribers;

/// <summary>The state of a subscriber. A suppressed address has none; only its <see cref="Tombstone"/> remains.</summary>
internal enum SubscriberState
{
    /// <summary>Signed up, not yet confirmed.</summary>
    Pending,

    /// <summary>Receives lessons.</summary>
    Active,

    /// <summary>Paused by the subscriber.</summary>
    Paused,

    /// <summary>Has received every lesson.</summary>
    Completed,

    /// <summary>Stopped by the subscriber.</summary>
    Unsubscribed,

    /// <summary>Is about to take over a course from another address; until that one has let it go, nothing is sent.</summary>
    Arriving,

    /// <summary>Has let its course go to another address; about to be told so, and then deleted.</summary>
    Moved,
}
