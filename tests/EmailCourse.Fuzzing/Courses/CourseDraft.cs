using EmailCourse.Simulation;

namespace EmailCourse.Fuzzing.Courses;

/// <summary>The files of a course in memory, by their path below the folder of the course.</summary>
internal sealed class CourseDraft
{
    // The rules of the linter, which the engine does not read.
    private const string LintRules = "lint.yaml";

    private static readonly IReadOnlyDictionary<string, byte[]> Real = Directory
        .EnumerateFiles(Repository.Folder("lessons"), "*", SearchOption.AllDirectories)
        .ToDictionary(
            file => Path.GetRelativePath(Repository.Folder("lessons"), file).Replace('\\', '/'),
            File.ReadAllBytes,
            StringComparer.Ordinal
        );

    private static readonly IReadOnlyList<string> Lessons =
    [
        .. Real
            .Keys.Where(file => !file.Contains('/', StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The real course with two lessons only, so that thousands can be loaded.</summary>
    /// <param name="first">Which lesson is the first of the two.</param>
    public CourseDraft(int first)
    {
        string[] kept = [Lessons[first % Lessons.Count], Lessons[(first + 1) % Lessons.Count]];
        foreach (var (file, bytes) in Real)
        {
            if (file != LintRules && (!Lessons.Contains(file) || kept.Contains(file)))
            {
                Files.Add(file, bytes);
            }
        }
    }

    public SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the real course has no such file with these bytes.</summary>
    public static bool IsChanged(string file, byte[] bytes) =>
        !Real.TryGetValue(file, out var real) || !real.SequenceEqual(bytes);

    /// <summary>Writes the files into a folder of this name, and nothing else.</summary>
    public void WriteTo(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var (file, bytes) in Files)
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }
}
