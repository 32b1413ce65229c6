namespace EmailCourse.Local.Startup;

/// <summary>The folder of <c>--data</c>, held by one running course at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream heldLock)
    {
        Path = path;
        _lock = heldLock;
    }

    public string Path { get; }

    /// <exception cref="StartException">Another course runs on this folder, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            RefuseFormerShape(path);
            var file = System.IO.Path.Combine(path, "lock");
            return new DataFolder(path, File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException($"{path} cannot be written. Give another folder with --data DIR.", e);
        }
        catch (IOException e)
        {
            throw new StartException(
                $"Another course already runs on {path}, or it is no folder. Stop that one or give another folder with --data DIR.",
                e
            );
        }
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _lock.Dispose();

    private static void RefuseFormerShape(string path)
    {
        if (File.Exists(System.IO.Path.Combine(path, "azurite.json")))
        {
            throw new StartException(
                $"{path} was made by an earlier version, which kept its rows in Azurite. Delete it to start afresh, or give another "
                    + "folder with --data DIR."
            );
        }
    }
}
