namespace EmailCourse.Web.Rendering;

/// <summary>Where a subscriber is in the course, as their own page tells it.</summary>
/// <param name="State">As <see cref="Subscribers.SubscriberState"/> names it, in lower case.</param>
/// <param name="Received">How many lessons of today's course were received.</param>
/// <param name="Total">How many lessons there are.</param>
/// <param name="Lessons">Those received or skipped, in the course's order.</param>
internal sealed record CourseStanding(string State, int Received, int Total, IReadOnlyList<ManagedLesson> Lessons)
{
    /// <summary>The next lesson; null if there is none.</summary>
    public ManagedLesson? Next { get; init; }

    /// <summary>The lesson before the next, which can come again; null at the beginning.</summary>
    public ManagedLesson? Previous { get; init; }

    /// <summary>The lesson that came last, or null.</summary>
    public ManagedLesson? Last { get; init; }

    /// <summary>When the next lesson comes, in words and on the subscriber's clock; null if it is not planned.</summary>
    public string? NextAt { get; init; }

    /// <summary>Whether the next lesson is being sent, and so cannot be skipped.</summary>
    public bool IsOnItsWay { get; init; }

    /// <summary>The address that the course is about to move to, or null.</summary>
    public string? MovesTo { get; init; }

    /// <summary>Whether a stop can still be taken back.</summary>
    public bool MayUndoStop { get; init; }
}

/// <param name="Href">Where it can be read; null if it was not received.</param>
internal sealed record ManagedLesson(string Slug, int Number, string Title, string? Href, bool IsSkipped);

/// <summary>A button that takes back what was done.</summary>
/// <param name="Act">The act it posts.</param>
/// <param name="Lesson">The lesson it posts, or null.</param>
internal sealed record ManagedUndo(string Act, string? Lesson = null);
