using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EmailCourse.Web;

/// <summary>Reads small posted forms, urlencoded or multipart.</summary>
internal static class FormBodyReader
{
    public const int MaxBytes = 16 * 1024;

    // A file of a form is not laid down on a disk: it may be a list of people.
    private static readonly FormOptions Options = new() { MemoryBufferThreshold = int.MaxValue };

    /// <summary>Returns the form, or null if there is none or it is malformed or too large.</summary>
    public static async Task<(IFormCollection? Form, bool IsTooLarge)> ReadAsync(HttpContext context, int maxBytes = MaxBytes)
    {
        if (!context.Request.HasFormContentType)
        {
            return (null, false);
        }

        var (body, isTooLarge) = await BoundedBodyReader.ReadAsync(context, maxBytes);
        if (body is null)
        {
            return (null, isTooLarge);
        }

        try
        {
            context.Request.Body = new MemoryStream(body);
            return (await new FormFeature(context.Request, Options).ReadFormAsync(context.RequestAborted), false);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException or NotSupportedException)
        {
            // NotSupportedException: the charset is UTF-7, which .NET decodes no longer.
            return (null, false);
        }
    }
}
