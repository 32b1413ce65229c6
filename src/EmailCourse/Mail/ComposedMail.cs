using EmailCourse.Course;

namespace EmailCourse.Mail;

/// <summary>A composed mail, with <see cref="SubstitutionTags"/> in the subject and both parts where recipients differ.</summary>
/// <param name="Key">Which mail it is.</param>
/// <param name="From">The sender.</param>
/// <param name="ReplyTo">Where answers go, or null if to the sender.</param>
/// <param name="Subject">One line.</param>
/// <param name="Html">The HTML part with inlined CSS, at most <see cref="MailComposer.MaxHtmlBytes"/> bytes of UTF-8.</param>
/// <param name="Text">The text part, wrapped at <see cref="PlainTextFormatter.Width"/> columns.</param>
internal sealed record ComposedMail(MailKey Key, Mailbox From, Mailbox? ReplyTo, string Subject, string Html, string Text);
