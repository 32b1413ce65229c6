using EmailCourse.Course.Markup;

namespace EmailCourse.Course;

/// <summary>A page as its author wrote it.</summary>
/// <param name="Title">Its title in the browser.</param>
/// <param name="Description">What search engines show of it, or null.</param>
/// <param name="Body">Its text.</param>
internal sealed record PageTemplate(string Title, string? Description, CourseTemplate Body);

/// <summary>The pages that the author writes.</summary>
internal sealed record CoursePages(PageTemplate Landing, PageTemplate Privacy);
