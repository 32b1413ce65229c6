using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>All that is stored of an address that must not be mailed again. Holds nothing personal.</summary>
/// <param name="Reason">One of <see cref="SuppressionReason"/>.</param>
internal sealed record Tombstone(string Reason, Instant At) : StoredAddress;
