using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Reads a request's body up to a limit, whether or not its length was announced.</summary>
internal static class BoundedBodyReader
{
    /// <summary>The raw body; <see langword="null"/> when it is longer than <paramref name="largest"/> bytes.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int largest)
    {
        if (context.Request.ContentLength > largest)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var count)
        {
            if (body.Length + count > largest)
            {
                return null;
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }
}
