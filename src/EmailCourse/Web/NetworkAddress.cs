using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Tells the network address of a request, for the proof of consent. Only its keyed hash may be stored.</summary>
internal static class NetworkAddress
{
    // No header counts here, for a caller may write anything into it. The head sets the connection's address where a proxy stands
    // between.
    public static string Of(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address ? ""
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.ToString();
}
