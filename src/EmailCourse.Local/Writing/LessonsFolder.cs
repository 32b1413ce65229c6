using System.Security.Cryptography;
using System.Text;
using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Writing;

/// <summary>
/// The folder of the course, for its author to write in. A name from outside is only ever compared with the names that are there,
/// so that none leads out of the folder. The words before the last save are kept beside the data of the run.
/// </summary>
internal sealed class LessonsFolder(string path, DataFolder data)
{
    private const FileAttributes NotWritten = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint;

    private static readonly (string Folder, string Pattern, CourseTextKind Kind)[] Places =
    [
        ("", "*.md", CourseTextKind.Lesson),
        ("mail", "*.md", CourseTextKind.Mail),
        ("pages", "*.md", CourseTextKind.Page),
        ("", "*.yaml", CourseTextKind.Setting),
        ("boxes", "*.md", CourseTextKind.Setting),
        ("sign-up", "*.txt", CourseTextKind.Setting),
    ];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Lock _sync = new();

    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    /// <summary>All texts: lessons in their order, then the rest by name.</summary>
    public IReadOnlyList<CourseText> Texts => [.. Places.SelectMany(place => TextsIn(place.Folder, place.Pattern, place.Kind))];

    /// <summary>The text of that name; <see langword="null"/> if there is none.</summary>
    public CourseText? Find(string? file) => Texts.FirstOrDefault(text => text.File == file);

    /// <summary>The file as every message about the course names it, such as <c>lessons/01-not-too-much.md</c>.</summary>
    public string Show(string file) => $"{System.IO.Path.GetFileName(Path)}/{file}";

    /// <summary>Reads a text; <see langword="null"/> if it has gone.</summary>
    /// <exception cref="IOException">It cannot be read at this moment, or is not plain text in UTF-8.</exception>
    public WrittenText? Read(CourseText text) => Read(PathOf(text));

    /// <summary>Writes a text, unless the file is not what its writer had before them.</summary>
    /// <param name="text">The file.</param>
    /// <param name="words">With any line ends; the file keeps its own.</param>
    /// <param name="fingerprint">That of the words the writer began with.</param>
    /// <exception cref="IOException">It cannot be read or written at this moment.</exception>
    public SaveOutcome Save(CourseText text, string words, string fingerprint)
    {
        lock (_sync)
        {
            if (Read(text) is not { } before)
            {
                return SaveOutcome.Gone;
            }

            if (before.Fingerprint != fingerprint)
            {
                return SaveOutcome.ChangedMeanwhile;
            }

            var written = Utf8.GetBytes(words.ReplaceLineEndings(before.LineEnd));
            if (Fingerprint(written) != before.Fingerprint)
            {
                var former = FormerPathOf(text);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(former)!);
                AtomicFile.Write(former, File.ReadAllBytes(PathOf(text)));
                AtomicFile.Write(PathOf(text), written);
            }

            return SaveOutcome.Saved;
        }
    }

    /// <summary>The words before the last save here; <see langword="null"/> if there are none.</summary>
    public WrittenText? Former(CourseText text) => Read(FormerPathOf(text));

    private static WrittenText? Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var words = Utf8.GetString(bytes).TrimStart('\uFEFF');
            return new(
                words.ReplaceLineEndings("\n"),
                Fingerprint(bytes),
                words.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n"
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (DecoderFallbackException e)
        {
            throw new IOException(
                "The file is not plain text in UTF-8. Save it as UTF-8 in your editor; a word processor cannot do that.",
                e
            );
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static string Fingerprint(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // A link could lead anywhere, so none is followed.
    private IEnumerable<CourseText> TextsIn(string folder, string pattern, CourseTextKind kind)
    {
        var at = new DirectoryInfo(System.IO.Path.Combine(Path, folder));
        if (!at.Exists || (folder.Length > 0 && at.LinkTarget is not null))
        {
            return [];
        }

        var prefix = folder.Length > 0 ? folder + "/" : "";
        return at.EnumerateFiles(pattern, new EnumerationOptions { AttributesToSkip = NotWritten, IgnoreInaccessible = true })
            .Select(file => new CourseText(prefix + file.Name, kind))
            .OrderBy(text => text.File, StringComparer.Ordinal);
    }

    private string PathOf(CourseText text) => System.IO.Path.Combine(Path, text.File);

    private string FormerPathOf(CourseText text) => System.IO.Path.Combine(data.At("former"), text.File);
}
