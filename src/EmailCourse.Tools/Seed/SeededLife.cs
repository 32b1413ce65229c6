using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Tools.Seed;

/// <summary>What has become of an invented person.</summary>
/// <param name="Subscriber"><see langword="null"/> if nothing is left of them but the counts.</param>
/// <param name="Tombstone">If set, the address is never mailed again.</param>
/// <param name="Counts">What the engine would have counted.</param>
internal sealed record SeededLife(
    SubscriberId Id,
    Subscriber? Subscriber,
    Tombstone? Tombstone,
    IReadOnlyList<SeededCount> Counts
);

/// <summary>One count of a counter on the day of an instant.</summary>
internal readonly record struct SeededCount(Instant At, string Topic, string Counter);
