using System.Security.Cryptography;
using System.Text;

namespace EmailCourse.Local.Writing;

/// <summary>The words of a file.</summary>
/// <param name="Words">As they are shown: with <c>\n</c> at the end of each line.</param>
/// <param name="Fingerprint">Tells these bytes from any others.</param>
internal sealed record WrittenText(string Words, string Fingerprint)
{
    // Notepad begins a file with it.
    private const char Mark = '\uFEFF';

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] Bytes { get; init; } = [];

    /// <exception cref="IOException">They are not plain text in UTF-8.</exception>
    public static WrittenText Of(byte[] bytes)
    {
        var text = Decode(bytes);
        return new(Shown(text.StartsWith(Mark) ? text[1..] : text), FingerprintOf(bytes)) { Bytes = bytes };
    }

    public static string FingerprintOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The file with other words, which keeps its line ends and its byte order mark.</summary>
    /// <param name="words">With any line ends. Those that are shown already change nothing.</param>
    public byte[] With(string words)
    {
        var (typed, text) = (Shown(words), Decode(Bytes));
        var lineEnd = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var mark = text.StartsWith(Mark) ? Mark.ToString() : "";
        return typed == Words ? Bytes : Utf8.GetBytes(mark + typed.Replace("\n", lineEnd, StringComparison.Ordinal));
    }

    // As a browser does, and no other separator: a line separator inside a line is a letter.
    private static string Shown(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static string Decode(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new IOException(
                "The file is not plain text in UTF-8. Save it as UTF-8 in your editor; a word processor cannot do that.",
                e
            );
        }
    }
}
