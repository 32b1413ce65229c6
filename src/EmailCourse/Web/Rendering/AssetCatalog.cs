using System.Security.Cryptography;

namespace EmailCourse.Web.Rendering;

/// <summary>A file a page loads.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">For the header.</param>
/// <param name="Version">Changes exactly when the content does, so that browsers may keep what they have for good.</param>
internal sealed record Asset(string Name, ReadOnlyMemory<byte> Content, string ContentType, string Version);

/// <summary>The stylesheet, the script, and whatever else stands in <c>Web/Assets/</c>.</summary>
internal sealed class AssetCatalog
{
    private readonly Dictionary<string, Asset> _byName;

    public AssetCatalog(IEnumerable<(string Name, byte[] Content)> files) =>
        _byName = files.ToDictionary(
            file => file.Name,
            file => new Asset(
                file.Name,
                file.Content,
                ContentTypeOf(file.Name),
                Convert.ToHexStringLower(SHA256.HashData(file.Content))[..8]
            )
        );

    public static AssetCatalog Embedded() =>
        new(EmbeddedResourceReader.In("Assets").Select(name => (name, EmbeddedResourceReader.Read($"Assets/{name}")!)));

    public IEnumerable<Asset> All => _byName.Values;

    /// <summary>The asset of that file name, or null.</summary>
    public Asset? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>How a page links to it: <c>/assets/site.css?v=abcdef12</c>.</summary>
    public string Href(string name) => $"/assets/{name}?v={_byName[name].Version}";

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
