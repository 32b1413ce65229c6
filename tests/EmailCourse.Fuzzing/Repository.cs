namespace EmailCourse.Fuzzing;

/// <summary>Where this repository lies, seen from the program.</summary>
internal static class Repository
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    /// <summary>The folder of the real course.</summary>
    public static string Lessons { get; } = Path.Combine(Root, "lessons");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "EmailCourse.sln"))
            ? folder
            : Find(
                Path.GetDirectoryName(folder)
                    ?? throw new DirectoryNotFoundException("EmailCourse.sln is in no folder above the program.")
            );
}
