using System.CommandLine;
using EmailCourse.Local.Startup;

namespace EmailCourse.Tools.CommandLine;

/// <summary>The option <c>--lessons</c>: the folder of the course, which without it is the project's own.</summary>
internal static class LessonsOption
{
    public static Option<string?> Create(string what = "The folder of the course.") =>
        FolderOption.Create("--lessons", $"{what} Without it: the folder 'lessons' of this project.");

    /// <exception cref="StartException">None is given, and there is no repository around to find one in.</exception>
    public static string FolderOf(this ParseResult result, Option<string?> lessons) =>
        result.GetValue(lessons) ?? Path.Combine(RepositoryRoot.Find(), "lessons");
}
