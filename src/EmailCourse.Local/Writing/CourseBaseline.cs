using EmailCourse.Course;

namespace EmailCourse.Local.Writing;

/// <summary>The course that changes are told against.</summary>
/// <param name="started">The course as it was when the program started.</param>
/// <param name="folder">The folder of the course as its readers have it; <see langword="null"/> takes the one above.</param>
internal sealed class CourseBaseline(CourseContent started, string? folder)
{
    /// <summary>What to call it.</summary>
    public string Name => folder is null ? "the course as it was when this run started" : $"the course in {folder}";

    /// <exception cref="CourseException">The folder cannot be used.</exception>
    public CourseContent Load() => folder is null ? started : CourseContent.Load(folder);
}
