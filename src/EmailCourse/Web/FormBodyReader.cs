using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EmailCourse.Web;

/// <summary>Reads a small posted form, urlencoded or multipart.</summary>
internal static class FormBodyReader
{
    /// <summary>Bytes a form may have.</summary>
    public const int Largest = 16 * 1024;

    /// <summary>The form; <see langword="null"/> when there is none, or it is malformed or too large.</summary>
    public static async Task<(IFormCollection? Form, bool IsTooLarge)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return (null, false);
        }

        try
        {
            if (await BoundedBodyReader.ReadAsync(context, Largest) is not { } body)
            {
                return (null, true);
            }

            context.Request.Body = new MemoryStream(body);
            return (await new FormFeature(context.Request, new FormOptions()).ReadFormAsync(context.RequestAborted), false);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or BadHttpRequestException or IOException)
        {
            return (null, false);
        }
    }
}
