using EmailCourse.Course;

namespace EmailCourse.Tests.Course;

/// <summary>The course that ships.</summary>
internal static class RealCourse
{
    public static string Folder { get; } = Repository.Folder("lessons");

    public static CourseContent Load() => CourseContent.Load(Folder);
}
