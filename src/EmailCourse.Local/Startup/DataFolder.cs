namespace EmailCourse.Local.Startup;

/// <summary>The folder of <c>--data</c>. One running course at a time holds it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream heldLock)
    {
        Path = path;
        _lock = heldLock;
    }

    public string Path { get; }

    /// <exception cref="StartException">
    /// Another course runs on this folder, an earlier version made it, or it cannot be written.
    /// </exception>
    public static DataFolder Open(string path)
    {
        var file = System.IO.Path.Combine(path, "lock");
        try
        {
            Directory.CreateDirectory(path);
            RefuseEarlierVersion(path);
            return new DataFolder(path, File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new StartException(
                $"Another course already runs on {path}. Stop that one, or give another folder with --data DIR.",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"{path} cannot be used as the data folder: {e.Message.TrimEnd('.')}. Give another folder with --data DIR.",
                e
            );
        }
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _lock.Dispose();

    private static void RefuseEarlierVersion(string path)
    {
        if (
            File.Exists(System.IO.Path.Combine(path, "azurite.json")) || Directory.Exists(System.IO.Path.Combine(path, "azurite"))
        )
        {
            throw new StartException(
                $"{path} was made by an earlier version, which kept its rows in Azurite. Delete it to start afresh, or give "
                    + "another folder with --data DIR."
            );
        }
    }
}
