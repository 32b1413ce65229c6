using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace EmailCourse.Web;

/// <summary>
/// Serves the files that pages load. Pages name their version, so browsers may keep them for a year. They are compressed for
/// browsers that can read that; pages are not, for they hold secrets beside what somebody typed (https://breachattack.com).
/// </summary>
internal sealed class AssetEndpoint(AssetCatalog assets)
{
    private const string Gzip = "gzip";

    public Task<IResult> Send(HttpContext context)
    {
        if (assets.Find(context.GetRouteValue("file") as string ?? "") is not { } asset)
        {
            return Task.FromResult(Results.NotFound());
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!Accepts(context.Request, Gzip))
        {
            return Task.FromResult(Results.Bytes(asset.Content, asset.ContentType));
        }

        context.Response.Headers.ContentEncoding = Gzip;
        return Task.FromResult(Results.Bytes(asset.Compressed, asset.ContentType));
    }

    private static bool Accepts(HttpRequest request, string encoding) =>
        request
            .GetTypedHeaders()
            .AcceptEncoding.Any(accepted =>
                accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0
            );
}
