namespace EmailCourse.Links;

/// <summary>What a link allows; it is signed into the token, so a token for one thing is worthless for another.</summary>
internal enum LinkPurpose : byte
{
    /// <summary>Begin the course. Expires.</summary>
    Confirm = 1,

    /// <summary>Stop all mail. Never expires.</summary>
    Unsubscribe = 2,

    /// <summary>Read a lesson already received in the browser. Never expires.</summary>
    Read = 3,
}
