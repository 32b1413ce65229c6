using EmailCourse.Course;
using EmailCourse.Subscribers;

namespace EmailCourse.Mail;

/// <summary>One mail to the recipients of one batch.</summary>
/// <param name="BatchId">Comes back in the provider's events.</param>
/// <param name="Mail">Which mail to send.</param>
/// <param name="To">The recipients' due rows, 1 to 1,000.</param>
internal sealed record SendRequest(string BatchId, MailKey Mail, IReadOnlyList<DueRow> To);
