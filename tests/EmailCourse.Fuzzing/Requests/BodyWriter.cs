using System.Text;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Writes the body of a draft, and says what type it is.</summary>
internal static class BodyWriter
{
    private const string Boundary = "----fuzz";

    public static (byte[] Body, string? ContentType) Write(RequestDraft draft) =>
        draft.Format switch
        {
            BodyFormat.UrlEncoded => (UrlEncoded(draft), WithCharset("application/x-www-form-urlencoded", draft)),
            BodyFormat.Multipart => (Multipart(draft), $"multipart/form-data; boundary={Boundary}"),
            BodyFormat.Json => (Encode(Json(draft.Fields), draft), WithCharset("application/json", draft)),
            BodyFormat.Events => (Encode($"[{string.Join(',', draft.Events)}]", draft), WithCharset("application/json", draft)),
            _ => ([], null),
        };

    private static string WithCharset(string type, RequestDraft draft) =>
        draft.Charset.Length == 0 ? type : $"{type}; charset={draft.Charset}";

    // The characters of a form are encoded as its charset says before their bytes become percent escapes.
    private static byte[] UrlEncoded(RequestDraft draft) =>
        Encoding.ASCII.GetBytes(
            string.Join('&', draft.Fields.Select(field => $"{Escape(field.Name, draft)}={Escape(field.Value, draft)}"))
        );

    private static string Escape(string text, RequestDraft draft) =>
        Charsets.Find(draft.Charset) is { } encoding
            ? string.Concat(encoding.GetBytes(text).Select(value => $"%{value:X2}"))
            : WireText.PercentEncode(text);

    private static byte[] Multipart(RequestDraft draft)
    {
        var body = new MemoryStream();
        foreach (var field in draft.Fields)
        {
            body.Write(WireText.ToBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n"));
            if (draft.Charset.Length > 0)
            {
                body.Write(WireText.ToBytes($"Content-Type: text/plain; charset={draft.Charset}\r\n"));
            }

            body.Write("\r\n"u8);
            body.Write(Encode(field.Value, draft));
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.ASCII.GetBytes($"--{Boundary}--\r\n"));
        return body.ToArray();
    }

    private static byte[] Encode(string text, RequestDraft draft) =>
        Charsets.Find(draft.Charset)?.GetBytes(text) ?? WireText.ToBytes(text);

    // By hand, for no library writes a field twice or half a surrogate pair.
    private static string Json(IEnumerable<Field> fields) =>
        $"{{{string.Join(',', fields.Select(field => $"{Quote(field.Name)}:{Value(field)}"))}}}";

    private static string Value(Field field) =>
        field switch
        {
            ("hour", { Length: > 0 } hour) when hour.All(char.IsAsciiDigit) => hour,
            ("consent", "true") => "true",
            (_, ['\u0001', .. var raw]) => raw,
            _ => Quote(field.Value),
        };

    private static string Quote(string text) =>
        $"\"{string.Concat(text.Select(unit => char.IsAsciiLetterOrDigit(unit) ? unit.ToString() : $"\\u{(int)unit:x4}"))}\"";

    /// <summary>Marks a text as JSON that is to be written as it is.</summary>
    public static string Raw(string json) => "\u0001" + json;
}
