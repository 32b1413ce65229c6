using System.Text;

namespace EmailCourse.Web.Rendering;

/// <summary>Reads the files that are built into the engine: <c>Pages/…</c> and <c>Assets/…</c>.</summary>
internal static class EmbeddedResourceReader
{
    /// <summary>Returns the names of a folder's files, without the folder.</summary>
    public static IEnumerable<string> NamesIn(string folder) =>
        typeof(EmbeddedResourceReader)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .Select(name => name[(folder.Length + 1)..]);

    /// <summary>Returns the file's content, or null if there is none of that name.</summary>
    public static byte[]? Read(string name)
    {
        using var stream = typeof(EmbeddedResourceReader).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <inheritdoc cref="Read" />
    public static string? ReadText(string name) => Read(name) is { } content ? Encoding.UTF8.GetString(content) : null;
}
