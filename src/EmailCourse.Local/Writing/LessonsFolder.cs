using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Writing;

/// <summary>
/// The folder of the course, for its author to write in. A name from outside is only ever compared with the names that are there,
/// so that none leads out of the folder.
/// </summary>
internal sealed class LessonsFolder(string path, FormerWords former)
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
    public WrittenText? Read(CourseText text) => ReadBytes(text) is { } bytes ? WrittenText.Of(bytes) : null;

    /// <summary>Writes a text, unless the file is not what its writer had before them.</summary>
    /// <param name="text">The file.</param>
    /// <param name="words">With any line ends; the file keeps its own.</param>
    /// <param name="fingerprint">That of the words the writer began with.</param>
    /// <exception cref="IOException">It cannot be read or written at this moment.</exception>
    public SaveOutcome Save(CourseText text, string words, string fingerprint) =>
        Change(text, fingerprint, now => WrittenText.Of(now).With(words));

    /// <summary>Puts back what was there before the last save here, byte by byte.</summary>
    /// <param name="text">The file.</param>
    /// <param name="fingerprint">That of what the writer had before them.</param>
    /// <exception cref="IOException">It cannot be read or written at this moment.</exception>
    public SaveOutcome Undo(CourseText text, string fingerprint) =>
        Change(text, fingerprint, _ => former.Find(PathOf(text), text.File, fingerprint));

    /// <summary>Whether what was there before the last save here can be put back.</summary>
    /// <param name="fingerprint">That of what the file holds now.</param>
    public bool HasFormer(CourseText text, string fingerprint) => former.Find(PathOf(text), text.File, fingerprint) is not null;

    /// <param name="next">What to write instead of these bytes; <see langword="null"/> if there is nothing.</param>
    private SaveOutcome Change(CourseText text, string fingerprint, Func<byte[], byte[]?> next)
    {
        lock (_sync)
        {
            if (ReadBytes(text) is not { } now)
            {
                return SaveOutcome.Gone;
            }

            if (WrittenText.FingerprintOf(now) != fingerprint)
            {
                return SaveOutcome.ChangedMeanwhile;
            }

            if (next(now) is not { } written)
            {
                return SaveOutcome.NothingFormer;
            }

            return written.AsSpan().SequenceEqual(now) || Write(text, now, written)
                ? SaveOutcome.Saved
                : SaveOutcome.ChangedMeanwhile;
        }
    }

    private bool Write(CourseText text, byte[] now, byte[] written)
    {
        var path = PathOf(text);
        if (File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
        {
            throw new IOException($"{text.File} may only be read. Allow it to be written, in its properties, and save again.");
        }

        former.Keep(path, text.File, now, WrittenText.FingerprintOf(written));
        return AtomicFile.Write(path, written, () => ReadBytes(text) is { } still && still.AsSpan().SequenceEqual(now));
    }

    private byte[]? ReadBytes(CourseText text)
    {
        try
        {
            return File.ReadAllBytes(PathOf(text));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

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
            .Where(file => !file.Name.StartsWith('.'))
            .Select(file => new CourseText(prefix + file.Name, kind))
            .OrderBy(text => text.File, StringComparer.Ordinal);
    }

    private string PathOf(CourseText text) => System.IO.Path.Combine(Path, text.File);
}
