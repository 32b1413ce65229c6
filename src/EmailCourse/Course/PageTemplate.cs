using EmailCourse.Course.Markup;

namespace EmailCourse.Course;

/// <summary>The author's words on one page.</summary>
internal sealed record PageTemplate(string Title, string? Description, CourseTemplate Body);

/// <summary>The pages that carry words of the author.</summary>
internal sealed record CoursePages(PageTemplate Landing, PageTemplate Privacy);
