using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Reads bodies of requests up to a limit, whether or not they announce their length.</summary>
internal static class BoundedBodyReader
{
    /// <summary>Returns the body, or null if it is longer than <paramref name="maxBytes"/>.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int maxBytes)
    {
        if (context.Request.ContentLength > maxBytes)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var count)
        {
            if (body.Length + count > maxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }
}
