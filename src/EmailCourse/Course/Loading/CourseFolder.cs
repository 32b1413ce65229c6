namespace EmailCourse.Course.Loading;

/// <summary>The folder of the course. Diagnostics show a path relative to the folder's parent: <c>lessons/01-x.md</c>.</summary>
internal sealed class CourseFolder(string folder, Diagnostics diagnostics)
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private string Name => Path.GetFileName(_root);

    /// <summary>
    /// The names of the Markdown files at the top, in ordinal order. A name that begins with a dot is that of an editor's or a
    /// system's own file, such as <c>.#02-x.md</c> of Emacs.
    /// </summary>
    public IReadOnlyList<string> LessonFiles =>
        Directory.Exists(_root)
            ?
            [
                .. Directory
                    .GetFiles(_root, "*.md")
                    .Select(path => Path.GetFileName(path)!)
                    .Where(name => !name.StartsWith('.'))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Returns the path as diagnostics show it.</summary>
    public string Show(string file) => $"{Name}/{file}";

    /// <summary>Reads a file, or returns null and reports that it is missing.</summary>
    public CourseFile? Read(string file)
    {
        if (ReadIfPresent(file) is { } found)
        {
            return found;
        }

        diagnostics.Add(Show(file), $"is missing (looked for {PathOf(file)})");
        return null;
    }

    /// <summary>Reads a file that a course may be without.</summary>
    public CourseFile? ReadIfPresent(string file) => File.Exists(PathOf(file)) ? CourseFile.Read(PathOf(file), Show(file)) : null;

    private string PathOf(string file) => Path.Combine(_root, file);
}
