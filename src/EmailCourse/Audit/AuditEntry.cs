using NodaTime;

namespace EmailCourse.Audit;

/// <summary>Something that was done at the desk. It tells nothing of the person it was about.</summary>
/// <param name="Act">What was done, in a few words.</param>
/// <param name="SignIn">The kind of sign-in by which it was done.</param>
internal sealed record AuditEntry(Instant At, string Act, string SignIn);
