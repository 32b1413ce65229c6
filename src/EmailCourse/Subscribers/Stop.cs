using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>A stop of all mail, and what it ended: within an hour it may be taken back.</summary>
/// <param name="From">The state it ended.</param>
/// <param name="LessonAt">When the next lesson was due; <see langword="null"/> if none was planned.</param>
internal sealed record Stop(Instant At, SubscriberState From, Instant? LessonAt);
