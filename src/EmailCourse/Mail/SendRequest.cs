using EmailCourse.Course;
using EmailCourse.Subscribers;

namespace EmailCourse.Mail;

/// <summary>One mail to many recipients, as one batch.</summary>
/// <param name="BatchId">Comes back in the provider's events.</param>
/// <param name="Mail">Which mail it is.</param>
/// <param name="To">Whose it is.</param>
internal sealed record SendRequest(string BatchId, MailKey Mail, IReadOnlyList<DueRow> To);
