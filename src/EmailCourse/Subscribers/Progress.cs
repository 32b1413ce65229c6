using System.Collections.Immutable;
using EmailCourse.Course;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>How far a subscriber is: what was received, and the one next mail.</summary>
/// <param name="Received">The lessons received, in the order they came.</param>
/// <param name="Due">The next mail; none when nothing is to be sent.</param>
/// <param name="LessonDueAt">When <paramref name="Due"/> is a mail that stepped in front of a lesson: when that lesson is due.</param>
internal sealed record Progress(ImmutableArray<LessonSlug> Received, ScheduledMail? Due, Instant? LessonDueAt = null)
{
    public static Progress None { get; } = new([], null);

    public bool Has(LessonSlug lesson) => Received.Contains(lesson);

    /// <summary>Nothing more is due.</summary>
    public Progress Ended() => this with { Due = null, LessonDueAt = null };

    /// <summary><paramref name="mail"/> is due at <paramref name="at"/>, and nothing behind it.</summary>
    public Progress Awaiting(MailKey mail, Instant at) => this with { Due = new ScheduledMail(at, mail), LessonDueAt = null };
}
