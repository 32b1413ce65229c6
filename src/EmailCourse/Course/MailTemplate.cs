using EmailCourse.Course.Markup;

namespace EmailCourse.Course;

/// <summary>A mail as its author wrote it.</summary>
internal sealed record MailTemplate(MailKey Key, CourseTemplate Subject, CourseTemplate Preheader, CourseTemplate Body);
