using EmailCourse.Fuzzing.Sites;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Mutations of the head, but for what frames the body.</summary>
internal static class HeaderMutations
{
    private static readonly string[] ContentTypes =
    [
        "",
        "text/plain",
        "application/json",
        "application/problem+json",
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=",
        "application/x-www-form-urlencoded;;;",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=other",
        "multipart/form-data; boundary=\"----fuzz\"",
        "multipart/form-data; boundary=" + "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "multipart/mixed; boundary=----fuzz",
        "application/octet-stream",
        "APPLICATION/JSON",
        "*/*",
        "json",
        "application/json, text/html",
    ];

    private static readonly Field[] Extras =
    [
        new("X-Forwarded-For", "203.0.113.9, 10.0.0.1"),
        new("X-Forwarded-For", "\"; DROP TABLE"),
        new("X-Forwarded-Host", "evil.example"),
        new("X-Forwarded-Proto", "gopher"),
        new("Forwarded", "for=_hidden;host=evil.example"),
        new("X-HTTP-Method-Override", "DELETE"),
        new("X-Original-URL", "/api/signup"),
        new("Accept", "application/json;q=NaN, */*;q=9"),
        new("Accept-Language", "xx-\ud800"),
        new("Accept-Encoding", "gzip, br, zstd"),
        new("Content-Encoding", "gzip"),
        new("Expect", "100-continue"),
        new("Expect", "200-ok"),
        new("Connection", "Upgrade, HTTP2-Settings"),
        new("Upgrade", "h2c"),
        new("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA"),
        new("Range", "bytes=0-0,-1,9999999999999999999-"),
        new("If-None-Match", "*"),
        new("If-Modified-Since", "yesterday"),
        new("Cookie", "a=b; =; \u0001"),
        new("Authorization", "Basic ////"),
        new("Origin", "null"),
        new("Origin", FuzzedSite.AllowedOrigin),
        new("Origin", "https://evil.example"),
        new("Sec-Fetch-Site", "cross-site"),
        new("Sec-Fetch-Site", "?1"),
        new("Referer", "https://evil.example/"),
        new("traceparent", "00-00000000000000000000000000000000-0000000000000000-ff"),
        new("baggage", ",,,=;"),
        new("Bad Name", "x"),
        new("", "no name"),
        new("X-Nul", "a\0b"),
        new("X-Folded", "a\r\n b"),
        new("X-Umlaut", "ä€"),
        new("Transfer-Encoding", "identity"),
        new("Trailer", "Content-Length"),
    ];

    private static readonly string[] Hosts =
    [
        "",
        "evil.example",
        "course.example.org:99999",
        "[::1]:80",
        "[::1",
        "user@course.example.org",
        "a b",
        "c\u00f6urse.example.org",
        "course.example.org, evil.example",
    ];

    public static void ContentType(List<Field> headers, Random random)
    {
        headers.RemoveAll(header => header.Name == "Content-Type");
        if (random.Chance(85))
        {
            headers.Add(new("Content-Type", random.Pick(ContentTypes)));
        }
    }

    public static void Any(List<Field> headers, Random random)
    {
        var at = random.Next(headers.Count);
        switch (random.Next(9))
        {
            case 0:
                headers.RemoveAt(at);
                break;
            case 1:
                headers.Add(headers[at]);
                break;
            case 2:
                headers[at] = headers[at] with { Value = OddText.Spoil(headers[at].Value, random) };
                break;
            case 3:
                headers[0] = new("Host", random.Pick(Hosts));
                break;
            case 4:
                headers.Add(new("X-Long", new string('a', random.Pick([4000, 9000, 33_000]))));
                break;
            case 5:
                headers.AddRange(Enumerable.Range(0, 120).Select(number => new Field($"X-{number}", "x")));
                break;
            default:
                headers.Add(random.Pick(Extras));
                break;
        }
    }
}
