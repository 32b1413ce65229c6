using EmailCourse.Course;

namespace EmailCourse.Tests.Course;

/// <summary>The course that ships.</summary>
internal static class RealCourse
{
    public static string Folder { get; } = Path.Combine(Root(AppContext.BaseDirectory), "lessons");

    public static CourseContent Load() => CourseContent.Load(Folder);

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "EmailCourse.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
