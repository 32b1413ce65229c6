using System.Globalization;
using System.Text;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Puts head and body together: as one should, and as one should not.</summary>
internal static class Framing
{
    private static readonly string[] Lengths =
    [
        "",
        "-1",
        "+5",
        "0x10",
        "5 5",
        "5,5",
        "1e3",
        "99999999999999999999",
        "4194305",
        "\u0665",
    ];

    private static readonly string[] Codings =
    [
        "identity",
        "gzip, chunked",
        "chunked, gzip",
        "chunked, chunked",
        "CHUNKED",
        "xchunked",
        "",
    ];

    private static readonly string[] BadChunks =
    [
        "zz\r\nabc\r\n",
        "-1\r\n",
        "ffffffffffffffff\r\nabc",
        "FFFFFFFFFFFFFFFFFFFF\r\n",
        "3\r\nabcdef\r\n",
        "3;ext=\"\r\nabc\r\n",
        "3\nabc\n",
        "\r\n",
        "0x3\r\nabc\r\n",
        "3 \r\nabc\r\n",
    ];

    private static readonly string[] Trailers = ["\r\n", "X: 1\r\n\r\n", "Content-Length: 5\r\n\r\n", "broken\r\n\r\n", "", "\n"];

    /// <summary>With a length, or chunked; a request without a body has neither.</summary>
    public static byte[] Good(WireHead head, byte[] body, Random random)
    {
        if (body.Length == 0 && head.Method != "POST")
        {
            return head.ToBytes();
        }

        return random.Chance(80)
            ? [.. head.With("Content-Length", Length(body)).ToBytes(), .. body]
            : [.. head.With("Transfer-Encoding", "chunked").ToBytes(), .. Chunks(body, random), .. "0\r\n\r\n"u8];
    }

    public static byte[] Bad(WireHead head, byte[] body, Random random)
    {
        var chunked = head.With("Transfer-Encoding", "chunked");
        var whole = Good(head, body, random);
        switch (random.Next(16))
        {
            case 0:
                return [.. head.With("Content-Length", $"{body.Length + random.Next(1, 100)}").ToBytes(), .. body];
            case 1:
                return [.. head.With("Content-Length", $"{random.Next(body.Length + 1)}").ToBytes(), .. body];
            case 2:
                return [.. head.With("Content-Length", random.Pick(Lengths)).ToBytes(), .. body];
            case 3:
                return [.. head.With("Content-Length", Length(body)).With("Content-Length", "3").ToBytes(), .. body];
            case 4:
                return [.. chunked.With("Content-Length", Length(body)).ToBytes(), .. Chunks(body, random), .. "0\r\n\r\n"u8];
            case 5:
                return [.. head.With("Transfer-Encoding", random.Pick(Codings)).ToBytes(), .. body];
            case 6:
                return
                [
                    .. chunked.ToBytes(),
                    .. Chunks(body[..random.Next(body.Length + 1)], random),
                    .. Encoding.ASCII.GetBytes(random.Pick(BadChunks)),
                    .. "0\r\n\r\n"u8,
                ];
            case 7:
                return
                [
                    .. chunked.ToBytes(),
                    .. Chunks(body, random),
                    .. Encoding.ASCII.GetBytes("0\r\n" + random.Pick(Trailers)),
                ];
            case 8:
                return [.. head.ToBytes(), .. body];
            case 9:
                return whole[..random.Next(whole.Length + 1)];
            case 10:
                return [.. whole, .. whole];
            case 11:
                return [.. whole, .. random.Bytes(random.Next(1, 60))];
            case 12:
                return BodyMutations.Bytes(whole, random);
            case 13:
                return Encoding.Latin1.GetBytes(
                    Encoding
                        .Latin1.GetString(whole)
                        .Replace("\r\n", random.Pick(["\n", "\r", "\r\r\n"]), StringComparison.Ordinal)
                );
            case 14:
                return Good(
                    head with
                    {
                        Target = random.Pick(["*", "http://evil.example" + head.Target, "evil.example:80", "", "a b"]),
                    },
                    body,
                    random
                );
            default:
                return Good(
                    head with
                    {
                        Version = random.Pick([" HTTP/1.0", " http/1.1", " HTTP/1.1 ", "", " HTTQ/1.1", " HTTP/11"]),
                    },
                    body,
                    random
                );
        }
    }

    private static string Length(byte[] body) => body.Length.ToString(CultureInfo.InvariantCulture);

    private static byte[] Chunks(byte[] body, Random random)
    {
        var written = new MemoryStream();
        for (var at = 0; at < body.Length; )
        {
            var size = Math.Min(body.Length - at, random.Pick([1, 7, 4096, 100_000]));
            written.Write(Encoding.ASCII.GetBytes($"{size:x}\r\n"));
            written.Write(body, at, size);
            written.Write("\r\n"u8);
            // A body of many chunks of one byte each is one test and not a thousand.
            at += size;
            if (written.Length > 100_000 + body.Length)
            {
                break;
            }
        }

        return written.ToArray();
    }
}

/// <summary>The head of a request.</summary>
internal sealed record WireHead(string Method, string Target, IReadOnlyList<Field> Headers)
{
    public string Version { get; init; } = " HTTP/1.1";

    public WireHead With(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    public byte[] ToBytes() =>
        WireText.ToBytes(
            $"{Method} {Target}{Version}\r\n{string.Concat(Headers.Select(header => $"{header.Name}: {header.Value}\r\n"))}\r\n"
        );
}
