using System.Text;

namespace EmailCourse.Web.Rendering;

/// <summary>The files built into the engine: <c>Pages/…</c> and <c>Assets/…</c>.</summary>
internal static class EmbeddedResourceReader
{
    public static IEnumerable<string> In(string folder) =>
        typeof(EmbeddedResourceReader)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .Select(name => name[(folder.Length + 1)..]);

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

    public static string? ReadText(string name) => Read(name) is { } content ? Encoding.UTF8.GetString(content) : null;
}
