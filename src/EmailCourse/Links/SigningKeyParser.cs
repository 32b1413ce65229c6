namespace EmailCourse.Links;

/// <summary>
/// Parses the keys that sign links. The first signs and all verify, so that old links outlive the replacement of a key.
/// </summary>
internal static class SigningKeyParser
{
    private const int MinBytes = 32;

    /// <summary>Parses one or two keys: <c>name:base64,name:base64</c>.</summary>
    /// <exception cref="FormatException">
    /// Something is missing or malformed; the message says what is expected and shows no key.
    /// </exception>
    public static IReadOnlyList<byte[]> Parse(string setting)
    {
        var keys = setting
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(ParseKey)
            .ToList();
        if (keys.Count is 0 or > 2)
        {
            throw new FormatException("one key, or two while one replaces the other, written as name:base64,name:base64");
        }

        if (keys.Count == 2 && keys[0].Name == keys[1].Name)
        {
            throw new FormatException($"two keys are called '{keys[0].Name}'; give the new one another name");
        }

        return [.. keys.Select(key => key.Bytes)];
    }

    private static (string Name, byte[] Bytes) ParseKey(string text)
    {
        var parts = text.Split(':', 2);
        var bytes = new byte[text.Length];
        if (
            parts.Length != 2
            || parts[0].Length == 0
            || !Convert.TryFromBase64String(parts[1], bytes, out var count)
            || count < MinBytes
        )
        {
            throw new FormatException($"each key as name:base64 of at least {MinBytes} random bytes");
        }

        return (parts[0], bytes[..count]);
    }
}
