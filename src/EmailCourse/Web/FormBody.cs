using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EmailCourse.Web;

/// <summary>Reads a small posted form, urlencoded or multipart.</summary>
internal static class FormBody
{
    /// <summary>Bytes a form may have.</summary>
    public const int Largest = 16 * 1024;

    /// <summary>The form; <see langword="null"/> when there is none, or it is malformed or too large.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || IsTooLarge(context))
            return null;
        try
        {
            var feature = new FormFeature(context.Request, new FormOptions { BufferBodyLengthLimit = Largest, MultipartBodyLengthLimit = Largest, ValueLengthLimit = Largest });
            return await feature.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or BadHttpRequestException or IOException)
        {
            return null;
        }
    }

    public static bool IsTooLarge(HttpContext context) => context.Request.ContentLength > Largest;
}
