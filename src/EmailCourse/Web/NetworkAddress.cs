using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Tells the network address of a request, for the proof of consent. Only its keyed hash may be stored.</summary>
internal static class NetworkAddress
{
    // In Azure a proxy stands in front of the app and lists the caller first.
    public static string Of(HttpContext context) =>
        context.Request.Headers["X-Forwarded-For"].FirstOrDefault()?.Split(',')[0].Trim()
        ?? context.Connection.RemoteIpAddress?.ToString()
        ?? "";
}
