namespace EmailCourse.Course.Linting;

/// <summary>A mail as it would be sent. The linter is given it, for composing stands above the course and not below.</summary>
/// <param name="Key">Which mail it is.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Html">The HTML part, styles inlined.</param>
/// <param name="Text">The text part.</param>
/// <param name="StopLink">What stands where the link to stop will be.</param>
internal sealed record LintedMail(MailKey Key, string Subject, string Html, string Text, string StopLink);
