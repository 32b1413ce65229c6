namespace EmailCourse.Web;

/// <summary>Parses the setting that names the pages elsewhere which may sign people up.</summary>
internal static class OriginParser
{
    /// <summary>Parses any number of origins, separated by commas.</summary>
    /// <exception cref="FormatException">One is not as browsers write it; the message says what is expected.</exception>
    public static IReadOnlyList<string> Parse(string setting)
    {
        var origins = setting.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return origins.All(IsOrigin)
            ? origins
            : throw new FormatException(
                "origins as browsers write them, separated by commas: https, a name in lower case, no path and no wildcard, "
                    + "such as https://www.example.org,https://blog.example.org"
            );
    }

    // Source: RFC 6454, 6.2. Plain http only for trying it out on one machine.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.HostNameType is (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6)
        && uri.UserInfo.Length == 0
        && uri.IdnHost == uri.Host
        && uri.GetLeftPart(UriPartial.Authority) == text;
}
