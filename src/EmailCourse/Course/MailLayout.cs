using EmailCourse.Course.Markup;

namespace EmailCourse.Course;

/// <summary>What stands around the words of every mail: the layouts of both parts and the style of the HTML part.</summary>
internal sealed record MailLayout(CourseTemplate Html, CourseTemplate Text, StyleSheet Style);
