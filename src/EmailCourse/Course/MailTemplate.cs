using EmailCourse.Course.Markup;

namespace EmailCourse.Course;

/// <summary>The words of one mail, each a template.</summary>
internal sealed record MailTemplate(MailKey Key, CourseTemplate Subject, CourseTemplate Preheader, CourseTemplate Body);
