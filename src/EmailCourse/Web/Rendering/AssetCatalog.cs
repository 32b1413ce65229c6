using System.IO.Compression;
using System.Security.Cryptography;

namespace EmailCourse.Web.Rendering;

/// <summary>A file that pages load.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Content">The file's bytes.</param>
/// <param name="Compressed">The same, compressed by gzip.</param>
/// <param name="ContentType">The value of the header.</param>
/// <param name="Version">Differs whenever the content differs.</param>
internal sealed record Asset(
    string Name,
    ReadOnlyMemory<byte> Content,
    ReadOnlyMemory<byte> Compressed,
    string ContentType,
    string Version
);

/// <summary>The files in <c>Web/Assets/</c>, by name.</summary>
internal sealed class AssetCatalog
{
    private readonly Dictionary<string, Asset> _byName;

    /// <exception cref="NotSupportedException">A file's ending is unknown.</exception>
    public AssetCatalog(IEnumerable<(string Name, byte[] Content)> files) =>
        _byName = files.ToDictionary(
            file => file.Name,
            file => new Asset(
                file.Name,
                file.Content,
                Compress(file.Content),
                ContentTypeOf(file.Name),
                Convert.ToHexStringLower(SHA256.HashData(file.Content))[..8]
            )
        );

    public IEnumerable<Asset> All => _byName.Values;

    /// <summary>Loads the files that are built into the engine.</summary>
    public static AssetCatalog LoadEmbedded() =>
        new(EmbeddedResourceReader.NamesIn("Assets").Select(name => (name, EmbeddedResourceReader.Read($"Assets/{name}")!)));

    /// <summary>Returns the file, or null if there is none of that name.</summary>
    public Asset? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Returns the file's path with its version: <c>/assets/site.css?v=abcdef12</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no file of that name.</exception>
    public string Href(string name) => $"/assets/{name}?v={_byName[name].Version}";

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    private static string ContentTypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".ico" => "image/x-icon",
            ".woff2" => "font/woff2",
            var other => throw new NotSupportedException($"No content type is known for {other} files."),
        };
}
