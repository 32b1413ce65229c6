using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Reads bodies of requests up to a limit, whether or not they announce their length.</summary>
internal static class BoundedBodyReader
{
    /// <returns>
    /// The body, or <see langword="null"/> if it is longer than <paramref name="maxBytes"/>, or breaks off, or its framing is
    /// malformed.
    /// </returns>
    public static async Task<(byte[]? Body, bool IsTooLarge)> ReadAsync(HttpContext context, int maxBytes)
    {
        if (context.Request.ContentLength > maxBytes)
        {
            return (null, true);
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var count)
            {
                if (body.Length + count > maxBytes)
                {
                    return (null, true);
                }

                body.Write(buffer, 0, count);
            }
        }
        catch (Exception e) when (e is IOException || context.RequestAborted.IsCancellationRequested)
        {
            // A BadHttpRequestException is one too. Whoever hung up is no error of ours, and reads no answer.
            return (null, false);
        }

        return (body.ToArray(), false);
    }

    /// <summary>Creates the answer to a program whose body was not read.</summary>
    /// <param name="limit">How much a body may hold, as a sentence.</param>
    public static IResult Problem(bool isTooLarge, string limit) =>
        isTooLarge
            ? Results.Problem(limit, statusCode: StatusCodes.Status413PayloadTooLarge)
            : Results.Problem("The body broke off or is malformed. Send it again.", statusCode: StatusCodes.Status400BadRequest);
}
