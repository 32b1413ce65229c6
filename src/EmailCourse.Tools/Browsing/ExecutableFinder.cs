namespace EmailCourse.Tools.Browsing;

/// <summary>Finds programs on the PATH.</summary>
internal static class ExecutableFinder
{
    /// <returns>
    /// The path of the first of these programs that is there, folder by folder; <see langword="null"/> when none is.
    /// </returns>
    public static string? Find(params IEnumerable<string> names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);
}
