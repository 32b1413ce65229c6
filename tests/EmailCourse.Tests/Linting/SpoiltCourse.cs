using EmailCourse.Linting;
using EmailCourse.Tests.Course;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Linting;

/// <summary>A copy of the course that ships, to be spoilt one thing at a time.</summary>
internal sealed class SpoiltCourse : IDisposable
{
    private static readonly LocalDate Today = new(2026, 12, 1);

    private readonly string _parent = Directory.CreateTempSubdirectory("lint-").FullName;

    public SpoiltCourse()
    {
        foreach (var file in Directory.GetFiles(RealCourse.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(RealCourse.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // Tests add words to lessons, and one may be full.
        Replace("lint.yaml", "mostWords: 650", "mostWords: 700");
    }

    private string Folder => Path.Combine(_parent, "lessons");

    /// <summary>Replaces words that stand in the file, and tells the line they stood on.</summary>
    public int Replace(string file, string old, string replacement)
    {
        var text = Read(file);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not say '{old}'.");
        File.WriteAllText(Path.Combine(Folder, file), text[..at] + replacement + text[(at + old.Length)..]);
        return 1 + text.AsSpan(0, at).Count('\n');
    }

    /// <summary>Puts a paragraph in front of the practice of a lesson, and tells its line.</summary>
    public int Say(string file, string paragraph) => Replace(file, "::: practice", $"{paragraph}\n\n::: practice");

    /// <summary>Leaves out what stands between two marks, with the first and without the second.</summary>
    public void Cut(string file, string from, string to)
    {
        var text = Read(file);
        var start = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(
            Path.Combine(Folder, file),
            text[..start] + text[text.IndexOf(to, start + from.Length, StringComparison.Ordinal)..]
        );
    }

    /// <summary>Takes out what stands between two marks, with both of them.</summary>
    public string Take(string file, string from, string to)
    {
        var text = Read(file);
        var start = text.IndexOf(from, StringComparison.Ordinal);
        var end = text.IndexOf(to, start, StringComparison.Ordinal) + to.Length;
        Put(file, text[..start] + text[end..]);
        return text[start..end];
    }

    /// <summary>Puts another file in the place of one.</summary>
    public void Put(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public void Rename(string file, string to) => File.Move(Path.Combine(Folder, file), Path.Combine(Folder, to));

    public void Delete(string file) => File.Delete(Path.Combine(Folder, file));

    public string[] Findings() => [.. Lint().Findings.Select(finding => finding.ToString())];

    public LintReport Lint() => CourseLinter.Lint(Folder, Today);

    /// <summary>Lints it as what became of the course that ships.</summary>
    public LintReport LintAfterTheRealOne() => CourseLinter.Lint(Folder, Today, RealCourse.Folder);

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    private string Read(string file) => File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n");
}
