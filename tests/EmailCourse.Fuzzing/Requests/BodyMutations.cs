using System.Text;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Mutations of a body as it is written.</summary>
internal static class BodyMutations
{
    /// <summary>Pieces of a form or query that decode to nothing good.</summary>
    public static readonly string[] Escapes =
    [
        "%",
        "%G1",
        "%u0041",
        "%FF%FE",
        "%C0%AF",
        "%ED%A0%80",
        "%00",
        "%0d%0a",
        "&&&===",
        "=",
        ";",
        "+",
    ];

    private static readonly string[] Parts =
    [
        "--\r\n",
        "------fuzz",
        "------fuzz--\r\n",
        "------fuzz\r\n\r\n",
        "------fuzz\r\nContent-Disposition: form-data; name=email; filename=\"../x\"\r\nContent-Type: text/html\r\n\r\nx\r\n",
        "------fuzz\r\nContent-Disposition: form-data; name=\"a\rb\"\r\n\r\nx\r\n",
        "------fuzz\r\nContent-Disposition: attachment\r\n\r\nx\r\n",
        "------fuzz\r\nContent-Disposition: form-data; name*=utf-7''a\r\n\r\nx\r\n",
        "------fuzz\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n",
        "------fuzz\r\nContent-Disposition: form-data; name=b\r\nContent-Transfer-Encoding: base64\r\n\r\n====\r\n",
    ];

    private static readonly string[] Json =
    [
        "\"8\"",
        "1e300",
        "-0",
        "99999999999999999999999999",
        "1.",
        "NaN",
        "null",
        "true",
        "[]",
        "{}",
        "[\"ana@example.org\"]",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"\\x\"",
        "'a'",
        "\"a",
        "/*c*/1",
        "1,",
    ];

    /// <summary>Changes bytes whatever they mean: flips, cuts, doubles, inserts.</summary>
    public static byte[] Bytes(byte[] body, Random random)
    {
        var from = random.Next(body.Length + 1);
        var to = random.Next(from, body.Length + 1);
        return random.Next(8) switch
        {
            0 => body[..from],
            1 => [.. body[..from], .. body[to..]],
            2 => [.. body[..to], .. body[from..]],
            3 => [.. body[..from], .. random.Bytes(random.Next(1, 40)), .. body[from..]],
            4 =>
            [
                .. random.Pick<byte[]>([
                    [0xEF, 0xBB, 0xBF],
                    [0xFF, 0xFE],
                    [0, 0, 0xFE, 0xFF],
                ]),
                .. body,
            ],
            5 => random.Bytes(random.Pick([0, 1, 100, 16 * 1024, 16 * 1024 + 1])),
            6 => [.. body, .. Enumerable.Repeat((byte)' ', random.Pick([1, 16 * 1024, 70_000]))],
            _ => [.. body.Select(value => random.Chance(3) ? (byte)(value ^ (1 << random.Next(8))) : value)],
        };
    }

    /// <summary>Puts something into a form, a multipart body or JSON that belongs to its grammar, in the wrong place.</summary>
    public static byte[] Syntax(byte[] body, BodyFormat format, Random random)
    {
        var at = random.Next(body.Length + 1);
        var piece = format switch
        {
            BodyFormat.Multipart => random.Pick(Parts),
            BodyFormat.Json or BodyFormat.Events => random.Pick(Json),
            _ => random.Pick(Escapes),
        };
        return [.. body[..at], .. Encoding.ASCII.GetBytes(piece), .. body[at..]];
    }

    /// <summary>Gives one field a JSON value of another type, or one of great depth.</summary>
    public static void JsonValue(RequestDraft draft, Random random)
    {
        if (draft.Fields.Count == 0)
        {
            return;
        }

        var at = random.Next(draft.Fields.Count);
        var depth = random.Pick([3, 63, 64, 65, 5000]);
        var json = random.Chance(20) ? new string('[', depth) + new string(']', depth) : random.Pick(Json);
        draft.Fields[at] = draft.Fields[at] with { Value = BodyWriter.Raw(json) };
    }
}
