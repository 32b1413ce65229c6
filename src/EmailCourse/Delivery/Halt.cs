using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>A reason to end the run although more is due.</summary>
/// <param name="PauseUntil">When the provider asked to be left alone until then.</param>
internal sealed record Halt(Instant? PauseUntil = null);
