namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>Where the files under test lie.</summary>
internal static class InfraFolder
{
    public static string Repository { get; } = Above(AppContext.BaseDirectory);

    public static string Infra { get; } = Path.Combine(Repository, "infra");

    public static string Main { get; } = Path.Combine(Infra, "main.bicep");

    public static string Parameters { get; } = Path.Combine(Infra, "main.bicepparam");

    public static string Read(params string[] path) =>
        File.ReadAllText(Path.Combine([Repository, .. path])).ReplaceLineEndings("\n");

    /// <summary>The files of infra/ that match, relative to it.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Infra, pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Infra, file));

    /// <summary>A copy of infra/ for commands that write beside what they read.</summary>
    public static TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Files("*"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy.Path(file))!);
            File.Copy(Path.Combine(Infra, file), copy.Path(file));
        }
        return copy;
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "EmailCourse.sln"))
            ? folder
            : Above(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}

internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("emailcourse-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
