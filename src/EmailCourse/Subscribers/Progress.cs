using System.Collections.Immutable;
using EmailCourse.Course;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>What a subscriber has received, and the one next mail.</summary>
/// <param name="Received">The lessons received, in the order they came.</param>
/// <param name="Due">The next mail; <see langword="null"/> if nothing is to be sent.</param>
/// <param name="LessonDueAt">If <paramref name="Due"/> is sent before a lesson that is due: when that lesson is due.</param>
internal sealed record Progress(ImmutableArray<LessonSlug> Received, ScheduledMail? Due, Instant? LessonDueAt = null)
{
    public static Progress None { get; } = new([], null);

    /// <summary>Whether no reminder follows the <c>confirm</c> that is due.</summary>
    public bool NoReminder { get; init; }

    public bool Has(LessonSlug lesson) => Received.Contains(lesson);

    public Progress Ended() => this with { Due = null, LessonDueAt = null, NoReminder = false };

    /// <summary><paramref name="mail"/> is due at <paramref name="at"/>, and no lesson waits behind it.</summary>
    public Progress Awaiting(MailKey mail, Instant at) => Ended() with { Due = new ScheduledMail(at, mail) };
}
