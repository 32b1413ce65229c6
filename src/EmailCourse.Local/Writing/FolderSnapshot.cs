namespace EmailCourse.Local.Writing;

/// <summary>The names, lengths and times of all files of a folder, by which a change is noticed.</summary>
internal sealed class FolderSnapshot
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    private readonly HashSet<(string Name, long Length, DateTime Written)> _files;

    private FolderSnapshot(HashSet<(string, long, DateTime)> files) => _files = files;

    /// <summary>Looks at a folder; one that is not there has no files.</summary>
    public static FolderSnapshot Of(string folder)
    {
        try
        {
            return new([
                .. new DirectoryInfo(folder)
                    .EnumerateFiles("*", Everything)
                    .Select(file => (file.FullName, file.Length, file.LastWriteTimeUtc)),
            ]);
        }
        // It, or a file in it, goes while one looks.
        catch (IOException)
        {
            return new([]);
        }
    }

    public bool IsSameAs(FolderSnapshot other) => _files.SetEquals(other._files);
}
