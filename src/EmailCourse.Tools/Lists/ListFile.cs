using EmailCourse.Lists;
using EmailCourse.Local.Startup;

namespace EmailCourse.Tools.Lists;

/// <summary>A list of subscribers in a CSV file.</summary>
internal sealed class ListFile : IDisposable
{
    private ListFile(FileStream stream, string path) => (Length, List) = (stream.Length, new ListReader(stream, path));

    /// <summary>In bytes.</summary>
    public long Length { get; }

    public ListReader List { get; }

    /// <exception cref="StartException">It cannot be read as a list; the message says what to do.</exception>
    public static ListFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new StartException($"{path} is a folder. Name the CSV file in it.");
        }

        try
        {
            return Read(path);
        }
        catch (ListException e)
        {
            throw new StartException(e.Message, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StartException($"There is no file {path}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{path} cannot be read: {e.Message}", e);
        }
    }

    public void Dispose() => List.Dispose();

    private static ListFile Read(string path)
    {
        var stream = File.OpenRead(path);
        try
        {
            return new ListFile(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }
}
