using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EmailCourse.Web;

/// <summary>Serves the files that pages load. Pages name their version, so browsers may keep them for a year.</summary>
internal sealed class AssetEndpoint(AssetCatalog assets)
{
    public Task<IResult> Send(HttpContext context)
    {
        if (assets.Find(context.GetRouteValue("file") as string ?? "") is not { } asset)
        {
            return Task.FromResult(Results.NotFound());
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Task.FromResult(Results.Bytes(asset.Content, asset.ContentType));
    }
}
