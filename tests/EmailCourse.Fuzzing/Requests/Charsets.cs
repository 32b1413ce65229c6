using System.Text;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Character sets that a request may name.</summary>
internal static class Charsets
{
    public static IReadOnlyList<string> All { get; } =
    [
        "utf-8",
        "UTF8",
        "\"utf-8\"",
        "utf-7",
        "utf-16",
        "utf-16le",
        "utf-16be",
        "utf-32",
        "iso-8859-1",
        "us-ascii",
        "windows-1252",
        "shift_jis",
        "iso-2022-jp",
        "x-user-defined",
        "none",
        "''",
        "\"",
        "utf-8; charset=utf-16",
        "\u00fctf-8",
    ];

    /// <summary>The encoding to write with; <see langword="null"/> where the name is only said.</summary>
    public static Encoding? Find(string charset) =>
        charset switch
        {
            "utf-16" or "utf-16le" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "utf-32" => Encoding.UTF32,
            "iso-8859-1" => Encoding.Latin1,
            "us-ascii" => Encoding.ASCII,
            _ => null,
        };
}
