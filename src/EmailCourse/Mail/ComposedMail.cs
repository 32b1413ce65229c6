using EmailCourse.Course;

namespace EmailCourse.Mail;

/// <summary>A finished mail, the same for all its recipients but for the <see cref="SubstitutionTags"/> in subject and parts.</summary>
/// <param name="Key">Which mail it is.</param>
/// <param name="From">Who it comes from.</param>
/// <param name="ReplyTo">Where answers go, if not to the sender.</param>
/// <param name="Subject">One line.</param>
/// <param name="Html">The HTML part, styles inlined, at most <see cref="MailComposer.LargestHtml"/> bytes.</param>
/// <param name="Text">The text part: the same words, wrapped at 72 columns.</param>
internal sealed record ComposedMail(MailKey Key, Mailbox From, Mailbox? ReplyTo, string Subject, string Html, string Text);
