using EmailCourse.Local.Startup;

namespace EmailCourse.TestRuns;

/// <summary>A course of its own for a test: the real one, copied, to be shortened or broken.</summary>
internal static class LessonsCopy
{
    /// <summary>All of it; what was taken out of an earlier copy is there again.</summary>
    public static string In(TestFolder folder)
    {
        var source = new DirectoryInfo(Path.Combine(RepositoryRoot.Find(), "lessons"));
        var target = Path.Combine(folder.Path, "lessons");
        foreach (var file in source.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy, overwrite: true);
        }

        return target;
    }

    /// <summary>The course with the lessons of its first edition.</summary>
    public static string FirstEditionIn(TestFolder folder)
    {
        var lessons = In(folder);
        var edition = Path.Combine(RepositoryRoot.Find(), "tests", "EmailCourse.Tests", "Fixtures", "first-edition");
        foreach (var file in Directory.GetFiles(edition))
        {
            File.Copy(file, Path.Combine(lessons, Path.GetFileName(file)), overwrite: true);
        }

        return lessons;
    }

    /// <summary>
    /// Only the first three lessons, so that a story about the whole course stays short while the course grows.
    /// </summary>
    public static string FirstThreeIn(TestFolder folder)
    {
        var lessons = In(folder);
        foreach (var later in Directory.GetFiles(lessons, "*.md").Order(StringComparer.Ordinal).Skip(3))
        {
            File.Delete(later);
        }

        return lessons;
    }
}
