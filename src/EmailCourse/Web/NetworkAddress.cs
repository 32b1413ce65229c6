using System.Net;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Tells where on the network a request comes from. Only its keyed hash may be stored.</summary>
internal static class NetworkAddress
{
    /// <summary>Returns the caller's address, for the proof of consent; empty if it is not known.</summary>
    public static string Of(HttpContext context) => Find(context)?.ToString() ?? "";

    /// <summary>
    /// Returns the first bytes of the caller's address, in hex: what one household or office has, IPv4 /24 or IPv6 /56 (RFC
    /// 6177). Null if the address is not known.
    /// </summary>
    public static string? NetworkOf(HttpContext context) =>
        Find(context)?.GetAddressBytes() is { } bytes ? Convert.ToHexString(bytes, 0, bytes.Length == 4 ? 3 : 7) : null;

    // No header counts here, for a caller may write anything into it. The head sets the connection's address where a proxy stands
    // between.
    private static IPAddress? Find(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4()
            : context.Connection.RemoteIpAddress;
}
