namespace EmailCourse.Local.Startup;

/// <summary>
/// The clone this program was built from: where lessons, packages and kept data are found from any working directory.
/// </summary>
internal static class RepositoryRoot
{
    private const string Marker = "EmailCourse.sln";

    /// <exception cref="StartException">Neither the working directory nor the program lies in a clone.</exception>
    public static string Find() =>
        Above(Directory.GetCurrentDirectory())
        ?? Above(AppContext.BaseDirectory)
        ?? throw new StartException(
            $"No {Marker} above {Directory.GetCurrentDirectory()}. Run the course from inside its repository."
        );

    private static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Marker)))
            {
                return at.FullName;
            }
        }

        return null;
    }
}
