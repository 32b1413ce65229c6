namespace EmailCourse.Simulation;

/// <summary>Where this repository lies, seen from a program of the tests.</summary>
internal static class Repository
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    public static string Folder(string name) => Path.Combine(Root, name);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "EmailCourse.sln"))
            ? folder
            : Find(
                Path.GetDirectoryName(folder)
                    ?? throw new DirectoryNotFoundException("EmailCourse.sln is in no folder above the program.")
            );
}
