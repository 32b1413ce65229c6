using System.Collections.Immutable;
using EmailCourse.Course;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>What a subscriber has received, and the one next mail.</summary>
/// <param name="Received">The lessons received, in the order they last came.</param>
/// <param name="Due">The next mail; <see langword="null"/> if nothing is to be sent.</param>
/// <param name="LessonDueAt">If <paramref name="Due"/> is sent before a lesson that is due: when that lesson is due.</param>
internal sealed record Progress(ImmutableArray<LessonSlug> Received, ScheduledMail? Due, Instant? LessonDueAt = null)
{
    public static Progress None { get; } = new([], null);

    /// <summary>Whether no reminder follows the <c>confirm</c> that is due.</summary>
    public bool NoReminder { get; init; }

    /// <summary>The lessons passed over without having been sent.</summary>
    public ImmutableArray<LessonSlug> Skipped { get; init; } = [];

    /// <summary>The received lessons that are to come once more.</summary>
    public ImmutableArray<LessonSlug> PutBack { get; init; } = [];

    /// <summary>When the next lesson is due; <see langword="null"/> if none is planned.</summary>
    public Instant? NextLessonAt => LessonDueAt ?? (Due is { Mail.IsLesson: true } due ? due.At : null);

    public bool HasReceived(LessonSlug lesson) => Received.Contains(lesson);

    /// <summary>Whether the lesson was received or skipped, and was not put back since.</summary>
    public bool HasPassed(LessonSlug lesson) => Skipped.Contains(lesson) || (HasReceived(lesson) && !PutBack.Contains(lesson));

    public Progress Ended() => this with { Due = null, LessonDueAt = null, NoReminder = false };

    /// <summary><paramref name="mail"/> is due at <paramref name="at"/>, and no lesson waits behind it.</summary>
    public Progress Awaiting(MailKey mail, Instant at) => Ended() with { Due = new ScheduledMail(at, mail) };

    /// <summary>
    /// <paramref name="mail"/> is due at <paramref name="at"/>, and the pending lesson keeps its time behind it.
    /// </summary>
    public Progress AwaitingFirst(MailKey mail, Instant at) =>
        this with
        {
            Due = new ScheduledMail(at, mail),
            LessonDueAt = NextLessonAt,
        };

    public Progress Receive(LessonSlug lesson) =>
        this with
        {
            Received = Received.Remove(lesson).Add(lesson),
            Skipped = Skipped.Remove(lesson),
            PutBack = PutBack.Remove(lesson),
        };

    public Progress Skip(LessonSlug lesson) =>
        HasReceived(lesson) ? this with { PutBack = PutBack.Remove(lesson) } : this with { Skipped = Skipped.Add(lesson) };

    /// <summary>A lesson that was passed is to come once more.</summary>
    public Progress Return(LessonSlug lesson) =>
        Skipped.Contains(lesson) ? this with { Skipped = Skipped.Remove(lesson) } : this with { PutBack = PutBack.Add(lesson) };

    /// <summary>Every lesson is to come once more.</summary>
    public Progress ReturnAll() => this with { Skipped = [], PutBack = Received };
}
