using System.Globalization;
using System.Text;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Turns text into bytes as a careless program does: half a surrogate pair becomes bytes that are no UTF-8.</summary>
internal static class WireText
{
    public static byte[] ToBytes(string text)
    {
        if (!text.Any(char.IsSurrogate))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var bytes = new List<byte>(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var unit = text[index];
            if (char.IsHighSurrogate(unit) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(index++, 2)));
            }
            else if (char.IsSurrogate(unit))
            {
                bytes.AddRange([(byte)(0xE0 | (unit >> 12)), (byte)(0x80 | ((unit >> 6) & 0x3F)), (byte)(0x80 | (unit & 0x3F))]);
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(unit.ToString()));
            }
        }

        return [.. bytes];
    }

    /// <summary>Encodes everything but ASCII letters and digits.</summary>
    public static string PercentEncode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var value in ToBytes(text))
        {
            _ =
                char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_'
                    ? encoded.Append((char)value)
                    : encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return encoded.ToString();
    }

    /// <summary>Shows bytes on a screen: what is no printable ASCII as <c>\xHH</c>.</summary>
    public static string Show(ReadOnlySpan<byte> bytes, int atMost)
    {
        var shown = new StringBuilder();
        foreach (var value in bytes[..Math.Min(atMost, bytes.Length)])
        {
            _ = value switch
            {
                (byte)'\n' => shown.Append("\\n\n"),
                (byte)'\r' => shown.Append("\\r"),
                (byte)'\\' => shown.Append(@"\\"),
                >= 0x20 and < 0x7F => shown.Append((char)value),
                _ => shown.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}"),
            };
        }

        return bytes.Length > atMost ? $"{shown}… ({bytes.Length} bytes)" : shown.ToString();
    }
}
