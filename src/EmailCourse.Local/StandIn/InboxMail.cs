using NodaTime;

namespace EmailCourse.Local.StandIn;

/// <summary>One mail in the inbox.</summary>
/// <param name="Id">Its name in the sandbox API; sorts by arrival.</param>
/// <param name="To">The recipient's address as it was given.</param>
/// <param name="From">The sender's address.</param>
/// <param name="Subject">With substitutions applied.</param>
/// <param name="Mail">Which mail of the course it is.</param>
/// <param name="ReceivedAt">By the course's clock.</param>
/// <param name="ProviderId">SendGrid's <c>sg_message_id</c>.</param>
/// <param name="SmtpId">Its <c>Message-ID</c>.</param>
/// <param name="Args">The custom arguments of request and personalization, merged as SendGrid returns them with events.</param>
internal sealed record InboxMail(
    string Id,
    string To,
    string From,
    string Subject,
    string? Mail,
    Instant ReceivedAt,
    string ProviderId,
    string SmtpId,
    IReadOnlyDictionary<string, string> Args
);
