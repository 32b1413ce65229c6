using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Where a request came from, for the proof of consent only; kept as a keyed fingerprint and never in the clear.</summary>
internal static class NetworkAddress
{
    // In Azure a proxy stands in front and names the caller first.
    public static string Of(HttpContext context) =>
        context.Request.Headers["X-Forwarded-For"].FirstOrDefault()?.Split(',')[0].Trim()
        ?? context.Connection.RemoteIpAddress?.ToString()
        ?? "";
}
